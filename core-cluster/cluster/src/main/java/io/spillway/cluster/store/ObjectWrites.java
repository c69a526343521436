package io.spillway.cluster.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.Action;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.CopyRequest;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.WriteId;

/** Puts, copies and deletes of whole objects. */
final class ObjectWrites implements ObjectWriter {
    private final Door door;
    private final ObjectReads reads;
    private final WritePath path;

    ObjectWrites(Door door, ObjectReads reads, WritePath path) {
        this.door = door;
        this.reads = reads;
        this.path = path;
    }

    @Override
    public ObjectStat put(RequestContext context, PutRequest request, ObjectSource source)
            throws ObjectStoreException, IOException {
        ContainerEntry container = door.enter(context, Action.WRITE_OBJECT, request.container(), request.key());
        StoragePolicy policy = path.policy(request.storagePolicy(), container);
        VersionId version = path.newVersion();
        try (PendingWrite write = path.begin(context, container, WriteId.of(version), request.key())) {
            BodyWriter.Body body = path.bodies().write(context, source,
                    new BodyWriter.Order(policy, 0, request.checksums(), MAX_PUT_BYTES), write);
            ObjectHead head = new ObjectHead(request.key(), body.length(), Stats.etag(body.checksums()),
                    request.attributes(), Stats.checksums(request.checksums(), body.checksums()), policy.name(),
                    List.of());
            return commit(write, version, head, request.condition());
        }
    }

    private ObjectStat commit(PendingWrite write, VersionId version, ObjectHead head, WriteCondition condition)
            throws ObjectStoreException {
        ContainerEntry container = write.container();
        return Stats.of(container.name(), head,
                Proposals.written(write.commit(
                        new ContainerCommand.CommitObject(container.ref(), write.id(), version, head, write.unstaged(),
                                condition, path.graces()),
                        Subject.of(container.name(), head.key(), condition))));
    }

    @Override
    public ObjectStat copy(RequestContext context, CopyRequest request) throws ObjectStoreException {
        ContainerEntry from = door.enter(context, Action.READ_OBJECT, request.source().container(),
                request.source().key());
        ContainerEntry to = door.enter(context, Action.WRITE_OBJECT, request.container(), request.key());
        StoragePolicy policy = path.policy(request.storagePolicy(), to);
        ObjectVersion source = reads.resolve(from, request.source());
        if (from.ref().equals(to.ref()) && request.source().key().equals(request.key())
                && request.checksums().isEmpty() && policy.name().equals(source.head().storagePolicy())) {
            return replaceAttributes(context, to, source, request);
        }
        return copyBytes(context, to, source, policy, request);
    }

    private ObjectStat replaceAttributes(RequestContext context, ContainerEntry container, ObjectVersion source,
            CopyRequest request) throws ObjectStoreException {
        ObjectAttributes attributes = request.replacement().orElse(source.head().attributes());
        ObjectRef ref = new ObjectRef(container.name(), source.key(), Optional.of(source.version()));
        path.proposals().apply(context, new ContainerCommand.ReplaceAttributes(container.ref(), source.key(),
                source.version(), attributes, request.condition()), Subject.of(ref, request.condition()));
        return Stats.of(container.name(), reads.resolve(container, ObjectRef.current(ref.container(), ref.key())));
    }

    private ObjectStat copyBytes(RequestContext context, ContainerEntry to, ObjectVersion source,
            StoragePolicy policy, CopyRequest request) throws ObjectStoreException {
        VersionId version = path.newVersion();
        try (ObjectContent content = reads.get(context,
                new ObjectRef(request.source().container(), source.key(), Optional.of(source.version())));
                PendingWrite write = path.begin(context, to, WriteId.of(version), request.key())) {
            BodyWriter.Body body = path.bodies().write(context, new ContentSource(content),
                    new BodyWriter.Order(policy, 0, request.checksums(), Long.MAX_VALUE), write);
            ObjectHead head = new ObjectHead(request.key(), body.length(), source.head().etag(),
                    request.replacement().orElse(source.head().attributes()),
                    checksums(source, request.checksums(), body.checksums()), policy.name(),
                    source.head().partSizes());
            return commit(write, version, head, request.condition());
        } catch (ContentSource.UnreadableSource e) {
            throw e.reason();
        } catch (IOException e) {
            throw new IllegalStateException("the store's own content fails with its own exceptions only", e);
        }
    }

    private static List<Checksum> checksums(ObjectVersion source, Set<ChecksumAlgorithm> asked,
            Map<ChecksumAlgorithm, byte[]> values) {
        return asked.isEmpty() ? source.head().checksums() : Stats.checksums(asked, values);
    }

    @Override
    public void delete(RequestContext context, ObjectRef ref, WriteCondition condition) throws ObjectStoreException {
        ContainerEntry container = door.enter(context, Action.DELETE_OBJECT, ref.container(), ref.key());
        path.proposals().apply(context, new ContainerCommand.DeleteObject(container.ref(), ref.key(), ref.version(),
                condition, path.graces()), Subject.of(ref, condition));
    }
}
