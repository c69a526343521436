package io.spillway.cluster.store;

import java.nio.ByteBuffer;

import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;

/** Metachunks in memory in place of a target. */
final class RemoteMetachunks implements RemoteChunks {
    byte[] object = new byte[0];
    long served;

    @Override
    public RemoteBytes open(RemoteCopy copy, ByteRange range) throws ObjectStoreException {
        if (object.length == 0) {
            return NONE.open(copy, range);
        }
        ByteBuffer bytes = ByteBuffer.wrap(object, (int) (copy.offset() + range.offset()), (int) range.length());
        return new RemoteBytes() {
            @Override
            public int read(ByteBuffer target) {
                if (!bytes.hasRemaining()) {
                    return -1;
                }
                int step = Math.min(Math.min(target.remaining(), bytes.remaining()), 100_000);
                target.put(bytes.slice(bytes.position(), step));
                bytes.position(bytes.position() + step);
                served += step;
                return step;
            }

            @Override
            public void close() {
                // Memory only.
            }
        };
    }
}
