package io.spillway.gateway.s3;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStore;

/** A store that keeps nothing: it counts what is put, and every object in it is so many zeros. */
final class EndlessObjectStore {
    private final long size;
    private volatile long received;

    EndlessObjectStore(long size) {
        this.size = size;
    }

    long received() {
        return received;
    }

    /** Put and get alone: nothing else is asked of it. */
    ObjectStore asObjectStore() {
        return (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (_, method, arguments) -> switch (method.getName()) {
                    case "put" -> put((ObjectSource) arguments[2]);
                    case "get" -> new Zeros(stat());
                    case String other -> throw new AssertionError("nobody asked for " + other);
                });
    }

    private ObjectStat put(ObjectSource source) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ObjectContent.PREFERRED_BUFFER);
        long count = 0;
        while (source.read(buffer) >= 0) {
            count += buffer.position();
            buffer.clear();
        }
        received = count;
        return stat();
    }

    private ObjectStat stat() {
        ObjectRef ref = ObjectRef.current(new ContainerName("bucket"), new ObjectKey("k"))
                .at(new VersionId("0".repeat(32)));
        return new ObjectStat(ref, size, "0".repeat(32), Instant.EPOCH, ObjectAttributes.NONE, List.of(),
                new StoragePolicyName("single"), ObjectStat.STANDARD, List.of());
    }

    private static final class Zeros implements ObjectContent {
        private final ObjectStat stat;
        private long left;

        Zeros(ObjectStat stat) {
            this.stat = stat;
            this.left = stat.size();
        }

        @Override
        public ObjectStat stat() {
            return stat;
        }

        @Override
        public void select(ByteRange range) {
            left = range.length();
        }

        @Override
        public int read(ByteBuffer target) {
            int count = (int) Math.min(left, target.remaining());
            target.position(target.position() + count);
            left -= count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void close() {
            left = 0;
        }
    }
}
