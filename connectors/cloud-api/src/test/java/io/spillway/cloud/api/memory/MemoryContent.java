package io.spillway.cloud.api.memory;

import java.nio.ByteBuffer;

import io.spillway.cloud.api.CloudContent;

/** A range of an array. */
final class MemoryContent implements CloudContent {
    private final ByteBuffer bytes;
    private final int length;

    MemoryContent(byte[] bytes, int offset, int length) {
        this.bytes = ByteBuffer.wrap(bytes, offset, length);
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(target.remaining(), bytes.remaining());
        target.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public void close() {}
}
