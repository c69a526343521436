package io.spillway.cluster.api.object;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.spillway.cluster.api.name.ObjectKey;

/** A container of {@link InMemoryObjectStore}; guarded by the store's lock. */
final class InMemoryContainer {
    private static final Comparator<UploadListing.Upload> UPLOAD_ORDER = Comparator
            .comparing(UploadListing.Upload::key).thenComparing(upload -> upload.id().value());

    final ContainerStat stat;
    final NavigableMap<ObjectKey, StoredObject> objects = new TreeMap<>();
    final NavigableMap<String, InMemoryUpload> uploads = new TreeMap<>();

    /** @param completed the upload that made it, if it was made by one */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the array stays inside the store
    record StoredObject(ObjectStat stat, byte[] bytes, Optional<UploadId> completed) {}

    InMemoryContainer(ContainerStat stat) {
        this.stat = stat;
    }

    StoredObject find(ObjectRef ref) throws ObjectStoreException {
        StoredObject current = objects.get(ref.key());
        if (ref.version().isPresent()
                && (current == null || !ref.version().get().equals(current.stat().version()))) {
            throw new ObjectStoreException.NoSuchVersion(ref);
        }
        if (current == null) {
            throw new ObjectStoreException.NoSuchKey(ref.container(), ref.key());
        }
        return current;
    }

    InMemoryUpload find(MultipartUploads.UploadRef ref) throws ObjectStoreException {
        InMemoryUpload upload = uploads.get(ref.id().value());
        if (upload == null || !upload.request().key().equals(ref.key())) {
            throw new ObjectStoreException.NoSuchUpload(ref.id());
        }
        return upload;
    }

    void require(ObjectKey key, WriteCondition condition) throws ObjectStoreException {
        StoredObject current = objects.get(key);
        boolean holds = switch (condition) {
            case WriteCondition.Always _ -> true;
            case WriteCondition.IfAbsent _ -> current == null;
            case WriteCondition.IfPresent _ -> current != null;
            case WriteCondition.IfMatch match -> current != null && current.stat().etag().equals(match.etag());
        };
        if (!holds) {
            throw new ObjectStoreException.PreconditionFailed(condition.toString());
        }
    }

    Listing list(ListRequest request) {
        List<ObjectStat> found = new ArrayList<>();
        TreeSet<ObjectKey> prefixes = new TreeSet<>();
        String last = "";
        for (StoredObject object : objects.values()) {
            String key = object.stat().ref().key().value();
            if (!isBehind(key, request.prefix(), request.delimiter(), request.after())) {
                continue;
            }
            Optional<String> folded = fold(key, request.prefix(), request.delimiter());
            if (folded.isPresent() && prefixes.contains(new ObjectKey(folded.get()))) {
                continue;
            }
            if (found.size() + prefixes.size() == request.limit()) {
                return new Listing(found, values(prefixes),
                        request.limit() == 0 ? Optional.empty() : Optional.of(last));
            }
            last = folded.orElse(key);
            folded.ifPresentOrElse(prefix -> prefixes.add(new ObjectKey(prefix)), () -> found.add(object.stat()));
        }
        return new Listing(found, values(prefixes), Optional.empty());
    }

    UploadListing list(UploadListRequest request) {
        List<UploadListing.Upload> found = new ArrayList<>();
        TreeSet<ObjectKey> prefixes = new TreeSet<>();
        Optional<String> lastKey = Optional.empty();
        Optional<UploadId> lastUpload = Optional.empty();
        for (UploadListing.Upload upload : uploads.values().stream().map(InMemoryUpload::listed).sorted(UPLOAD_ORDER)
                .toList()) {
            if (!isBehind(upload, request)) {
                continue;
            }
            Optional<String> folded = fold(upload.key().value(), request.prefix(), request.delimiter());
            if (folded.isPresent() && prefixes.contains(new ObjectKey(folded.get()))) {
                continue;
            }
            if (found.size() + prefixes.size() == request.limit()) {
                return new UploadListing(found, values(prefixes), lastKey, lastUpload);
            }
            lastKey = Optional.of(folded.orElse(upload.key().value()));
            lastUpload = folded.isPresent() ? Optional.empty() : Optional.of(upload.id());
            folded.ifPresentOrElse(prefix -> prefixes.add(new ObjectKey(prefix)), () -> found.add(upload));
        }
        return new UploadListing(found, values(prefixes), Optional.empty(), Optional.empty());
    }

    private static boolean isBehind(UploadListing.Upload upload, UploadListRequest request) {
        String key = upload.key().value();
        if (key.equals(request.afterKey()) && request.afterUpload().isPresent()) {
            return key.startsWith(request.prefix())
                    && upload.id().value().compareTo(request.afterUpload().get().value()) > 0;
        }
        return isBehind(key, request.prefix(), request.delimiter(), request.afterKey());
    }

    private static boolean isBehind(String key, String prefix, String delimiter, String after) {
        if (!key.startsWith(prefix)) {
            return false;
        }
        boolean afterIsFolded = fold(after, prefix, delimiter).equals(Optional.of(after));
        if (afterIsFolded && key.startsWith(after)) {
            return false;
        }
        return Arrays.compareUnsigned(key.getBytes(StandardCharsets.UTF_8),
                after.getBytes(StandardCharsets.UTF_8)) > 0;
    }

    /** The folded prefix that stands for this key in the listing, if one does. */
    private static Optional<String> fold(String key, String prefix, String delimiter) {
        if (delimiter.isEmpty() || !key.startsWith(prefix)) {
            return Optional.empty();
        }
        int at = key.indexOf(delimiter, prefix.length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
    }

    private static List<String> values(SortedSet<ObjectKey> keys) {
        return keys.stream().map(ObjectKey::value).toList();
    }
}
