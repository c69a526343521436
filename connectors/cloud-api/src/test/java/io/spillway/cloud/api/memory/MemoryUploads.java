package io.spillway.cloud.api.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;

/** Uploads that are not finished, with the bytes that have come. */
final class MemoryUploads {
    private static final Comparator<UploadListing.Open> ORDER = Comparator
            .comparing((UploadListing.Open open) -> open.upload().key()).thenComparing(open -> open.upload().id());

    private final Map<UploadId, ByteArrayOutputStream> received = new HashMap<>();
    private final Map<UploadId, Instant> begun = new HashMap<>();

    synchronized UploadId resumeOrBegin(CloudKey key, UploadJournal journal, Instant now) throws IOException {
        Optional<UploadId> earlier = journal.find().filter(begun::containsKey);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        UploadId upload = new UploadId(key, UUID.randomUUID().toString());
        journal.record(upload);
        begun.put(upload, now);
        received.put(upload, new ByteArrayOutputStream());
        return upload;
    }

    /** Keeps what has come and fits, as far as the source can be read. */
    byte[] receive(UploadId upload, CloudSource source) throws IOException {
        ByteArrayOutputStream there = received.get(upload);
        byte[] earlier = there.toByteArray();
        byte[] begin;
        try (InputStream in = source.open(0)) {
            begin = in.readNBytes(earlier.length);
        }
        int from = earlier.length;
        if (!Arrays.equals(begin, earlier)) {
            there.reset();
            from = 0;
        }
        try (InputStream in = source.open(from)) {
            in.transferTo(there);
        }
        return there.toByteArray();
    }

    synchronized void cancel(UploadId upload) {
        begun.remove(upload);
        received.remove(upload);
    }

    synchronized UploadListing list(String prefix, ListCursor after, int limit) {
        List<UploadListing.Open> open = begun.entrySet().stream()
                .map(entry -> new UploadListing.Open(entry.getKey(), entry.getValue()))
                .filter(one -> one.upload().key().value().startsWith(prefix) && isBehind(one.upload(), after))
                .sorted(ORDER).toList();
        if (open.size() <= limit) {
            return new UploadListing(open, Optional.empty());
        }
        UploadId last = open.get(limit - 1).upload();
        return new UploadListing(open.subList(0, limit),
                Optional.of(new ListCursor.AfterItem(last.key(), last.id())));
    }

    private static boolean isBehind(UploadId upload, ListCursor after) {
        return switch (after) {
            case ListCursor.Start _ -> true;
            case ListCursor.AfterKey at -> upload.key().compareTo(at.key()) > 0;
            case ListCursor.AfterItem at -> upload.key().compareTo(at.key()) > 0
                    || (upload.key().equals(at.key()) && upload.id().compareTo(at.id()) > 0);
        };
    }
}
