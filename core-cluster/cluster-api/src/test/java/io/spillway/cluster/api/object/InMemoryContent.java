package io.spillway.cluster.api.object;

import java.nio.ByteBuffer;

/** Reads from an array that nobody changes. */
final class InMemoryContent implements ObjectContent {
    private final ObjectStat stat;
    private final ByteBuffer bytes;

    InMemoryContent(ObjectStat stat, byte[] bytes) {
        this.stat = stat;
        this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @Override
    public ObjectStat stat() {
        return stat;
    }

    @Override
    public void select(ByteRange range) {
        if (range.end() > stat.size()) {
            throw new IllegalArgumentException(range + " is not inside " + stat.ref());
        }
        bytes.limit((int) range.end()).position((int) range.offset());
    }

    @Override
    public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(bytes.remaining(), target.remaining());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {}
}
