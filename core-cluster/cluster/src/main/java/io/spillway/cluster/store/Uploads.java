package io.spillway.cluster.store;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.cluster.api.object.PartListing;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ContainerRows;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.UploadHead;
import io.spillway.cluster.directory.WriteId;

/** Multipart uploads: parts are written as objects are, and become one by a commit that moves no bytes. */
final class Uploads implements MultipartUploads {
    private final Door door;
    private final ContainerRows rows;
    private final WritePath path;
    private final UploadCompletion completion;

    Uploads(Door door, ContainerRows rows, WritePath path) {
        this.door = door;
        this.rows = rows;
        this.path = path;
        completion = new UploadCompletion(rows, path);
    }

    @Override
    public UploadId createUpload(RequestContext context, PutRequest request, Checksum.Kind kind)
            throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.WRITE_OBJECT, request.container(), request.key());
        StoragePolicy policy = path.policy(request.storagePolicy(), container);
        UploadId id = new UploadId(path.newVersion().value());
        UploadHead head = new UploadHead(request.key(), request.attributes(), checksum(request, kind), kind,
                policy.name(), request.condition());
        path.proposals().apply(context, new ContainerCommand.BeginUpload(container.ref(), id, head),
                Subject.of(request.container(), request.key(), WriteCondition.ALWAYS));
        return id;
    }

    private static Optional<ChecksumAlgorithm> checksum(PutRequest request, Checksum.Kind kind) {
        if (request.checksums().size() > 1) {
            throw new IllegalArgumentException("an upload has at most one checksum, not " + request.checksums());
        }
        Optional<ChecksumAlgorithm> checksum = request.checksums().stream().findFirst();
        if (kind == Checksum.Kind.FULL_OBJECT && checksum.isPresent()
                && PartChecksums.combination(checksum.get()).isEmpty()) {
            throw new IllegalArgumentException(checksum.get() + " of a full object cannot be made of its parts");
        }
        return checksum;
    }

    @Override
    public PartStat putPart(RequestContext context, UploadRef ref, int number, ObjectSource source)
            throws ObjectStoreException, IOException {
        if (number < 1 || number > MAX_PART_NUMBER) {
            throw new IllegalArgumentException("a part's number is 1 to " + MAX_PART_NUMBER + ", not " + number);
        }
        ContainerEntry container = door.enter(context, Action.WRITE_OBJECT, ref.container(), ref.key());
        UploadHead head = open(container, ref).head();
        Set<ChecksumAlgorithm> checksums = EnumSet.noneOf(ChecksumAlgorithm.class);
        head.checksum().ifPresent(checksums::add);
        WriteId id = WriteId.of(path.newVersion());
        try (PendingWrite write = path.begin(context, container, id, ref.key())) {
            BodyWriter.Body body = path.bodies().write(context, source, new BodyWriter.Order(
                    path.policy(head.storagePolicy()), number, checksums, ObjectWriter.MAX_PUT_BYTES), write);
            return commitPart(write, ref, number, body, Stats.checksums(checksums, body.checksums()));
        }
    }

    private PartStat commitPart(PendingWrite write, UploadRef ref, int number, BodyWriter.Body body,
            List<Checksum> checksums) throws ObjectStoreException {
        String etag = Stats.etag(body.checksums());
        Outcome.Applied applied = write.commit(new ContainerCommand.CommitPart(write.container().ref(), ref.id(),
                write.id(), number, body.length(), etag, checksums, write.unstaged(), path.graces()),
                Subject.of(ref, WriteCondition.ALWAYS));
        if (applied instanceof Outcome.PartStored stored) {
            return new PartStat(number, body.length(), etag, stored.modified(), checksums);
        }
        throw new IllegalStateException("the directory answered a part with " + applied);
    }

    @Override
    public PartListing listParts(RequestContext context, UploadRef ref, int after, int limit)
            throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.LIST_UPLOADS, ref.container(), ref.key());
        UploadHead head = open(container, ref).head();
        List<PartStat> parts = rows.parts(container.ref(), ref.id(), after, limit + 1);
        if (parts.size() <= limit) {
            return new PartListing(parts, OptionalInt.empty(), head.checksum(), head.kind());
        }
        List<PartStat> page = parts.subList(0, limit);
        return new PartListing(page, OptionalInt.of(page.isEmpty() ? after : page.getLast().number()),
                head.checksum(), head.kind());
    }

    @Override
    public UploadListing listUploads(RequestContext context, ContainerName name, UploadListRequest request)
            throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.LIST_UPLOADS, name);
        return rows.uploads(container.ref(), request);
    }

    @Override
    public ObjectStat completeUpload(RequestContext context, UploadRef ref, Completion asked)
            throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.WRITE_OBJECT, ref.container(), ref.key());
        return completion.complete(context, container, ref, asked);
    }

    @Override
    public void abortUpload(RequestContext context, UploadRef ref) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.WRITE_OBJECT, ref.container(), ref.key());
        open(container, ref);
        path.proposals().apply(context, new ContainerCommand.AbortUpload(container.ref(), ref.id(), path.graces()),
                Subject.of(ref, WriteCondition.ALWAYS));
    }

    private UploadEntry open(ContainerEntry container, UploadRef ref) throws ObjectStoreException {
        return rows.upload(container.ref(), ref.id())
                .filter(upload -> upload.head().key().equals(ref.key()) && upload.completed().isEmpty())
                .orElseThrow(() -> new ObjectStoreException.NoSuchUpload(ref.id()));
    }
}
