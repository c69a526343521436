package io.spillway.cluster.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ContainerRows;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.UploadHead;
import org.jspecify.annotations.Nullable;

/** Makes an object of an upload's parts. */
final class UploadCompletion {
    private static final int PAGE = 1000;

    private final ContainerRows rows;
    private final WritePath path;

    UploadCompletion(ContainerRows rows, WritePath path) {
        this.rows = rows;
        this.path = path;
    }

    ObjectStat complete(RequestContext context, ContainerEntry container, MultipartUploads.UploadRef ref,
            MultipartUploads.Completion asked) throws ObjectStoreException {
        UploadEntry upload = rows.upload(container.ref(), ref.id())
                .filter(entry -> entry.head().key().equals(ref.key()))
                .orElseThrow(() -> new ObjectStoreException.NoSuchUpload(ref.id()));
        if (upload.completed().isPresent()) {
            return completedBefore(container, ref, upload);
        }
        List<PartStat> parts = chosen(asked.parts(), stored(container, ref));
        ObjectHead head = head(upload.head(), parts);
        Claims.require(asked.claim(), upload.head(), head);
        return Stats.of(container.name(), head, Proposals.written(path.proposals().apply(context,
                new ContainerCommand.CompleteUpload(container.ref(), ref.id(), path.newVersion(),
                        parts.stream().map(PartStat::number).toList(), head.etag(), head.checksums(),
                        asked.condition(),
                        path.graces()),
                Subject.of(ref, asked.condition()))));
    }

    private ObjectStat completedBefore(ContainerEntry container, MultipartUploads.UploadRef ref, UploadEntry upload)
            throws ObjectStoreException {
        ObjectVersion current = rows.current(container.ref(), ref.key())
                .filter(version -> upload.completed().filter(version.version()::equals).isPresent())
                .orElseThrow(() -> new ObjectStoreException.NoSuchUpload(ref.id()));
        return Stats.of(container.name(), current);
    }

    private Map<Integer, PartStat> stored(ContainerEntry container, MultipartUploads.UploadRef ref)
            throws ObjectStoreException {
        Map<Integer, PartStat> stored = new HashMap<>();
        List<PartStat> page = rows.parts(container.ref(), ref.id(), 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(part -> stored.put(part.number(), part));
            page = rows.parts(container.ref(), ref.id(), page.getLast().number(), PAGE);
        }
        return stored;
    }

    /** The stored parts that the client names, if they are the ones it means and may be put together. */
    private static List<PartStat> chosen(List<MultipartUploads.CompletedPart> named, Map<Integer, PartStat> stored)
            throws ObjectStoreException {
        if (named.isEmpty()) {
            throw new IllegalArgumentException("an upload is completed with at least one part");
        }
        List<PartStat> chosen = new ArrayList<>();
        for (MultipartUploads.CompletedPart part : named) {
            if (!chosen.isEmpty() && part.number() <= chosen.getLast().number()) {
                throw new ObjectStoreException.InvalidPartOrder();
            }
            chosen.add(requireStored(part, stored.get(part.number())));
        }
        requireSizes(chosen);
        return chosen;
    }

    private static PartStat requireStored(MultipartUploads.CompletedPart named, @Nullable PartStat stored)
            throws ObjectStoreException {
        if (stored == null) {
            throw new ObjectStoreException.InvalidPart(named.number(), "it was not uploaded");
        }
        if (!stored.etag().equals(named.etag())) {
            throw new ObjectStoreException.InvalidPart(named.number(),
                    "it was uploaded with ETag " + stored.etag() + ", not " + named.etag());
        }
        if (!stored.checksums().containsAll(named.checksums())) {
            throw new ObjectStoreException.InvalidPart(named.number(), "it was uploaded with another checksum");
        }
        return stored;
    }

    private static void requireSizes(List<PartStat> parts) throws ObjectStoreException {
        long size = 0;
        for (PartStat part : parts) {
            size += part.size();
            if (part.number() != parts.getLast().number() && part.size() < MultipartUploads.MIN_PART_BYTES) {
                throw new ObjectStoreException.PartTooSmall(part.number(), part.size());
            }
        }
        if (size > MultipartUploads.MAX_OBJECT_BYTES) {
            throw new ObjectStoreException.TooLarge("an object of " + size + " bytes",
                    MultipartUploads.MAX_OBJECT_BYTES);
        }
    }

    private static ObjectHead head(UploadHead upload, List<PartStat> parts) {
        List<Checksum> checksums = upload.checksum()
                .flatMap(algorithm -> PartChecksums.of(algorithm, upload.kind(), parts)).stream().toList();
        return new ObjectHead(upload.key(), parts.stream().mapToLong(PartStat::size).sum(), PartChecksums.etag(parts),
                upload.attributes(), checksums, upload.storagePolicy(), parts.stream().map(PartStat::size).toList());
    }
}
