package io.spillway.cluster.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;

/**
 * Takes bodies in: cuts them into metachunks, has each written and sealed, and compares what the client announced. A
 * small body is no file; it goes with the commit.
 */
final class BodyWriter {
    private final WriteSurroundings around;
    private final int metachunkBytes;
    private final InlineLimit inlineLimit;
    private final StoredBytes storedBytes;

    BodyWriter(WriteSurroundings around, int metachunkBytes, InlineLimit inlineLimit, StoredBytes storedBytes) {
        this.around = around;
        this.metachunkBytes = metachunkBytes;
        this.inlineLimit = inlineLimit;
        this.storedBytes = storedBytes;
    }

    /**
     * What the directory takes.
     *
     * @param bytes of a body, at most
     * @param room whether there is room for one
     */
    record InlineLimit(int bytes, BooleanSupplier room) {}

    /**
     * How a body is to be stored.
     *
     * @param part number, or 0
     * @param limit most bytes
     */
    record Order(StoragePolicy policy, int part, Set<ChecksumAlgorithm> checksums, long limit) {
        Order {
            checksums = Set.copyOf(checksums);
        }
    }

    /** A stored body: its length, its MD5 and the checksums that were asked for. */
    record Body(long length, Map<ChecksumAlgorithm, byte[]> checksums) {}

    /** Stores a body in a write, which is still to be committed. */
    Body write(RequestContext context, ObjectSource source, Order order, PendingWrite write)
            throws ObjectStoreException, IOException {
        long announced = source.length().orElse(0);
        if (announced > order.limit()) {
            throw new ObjectStoreException.TooLarge("a body of " + announced + " bytes", order.limit());
        }
        ByteBuffer buffer = around.buffers().take().orElseThrow(() -> new ObjectStoreException.Unavailable(
                "too many writes are running on this node", java.time.Duration.ofSeconds(1)));
        RunningChecksums checksums = new RunningChecksums(order.checksums());
        try (MetachunkSequence metachunks = new MetachunkSequence(around, metachunkBytes, order, write)) {
            while (fill(source, buffer, metachunks.room())) {
                requireLength(source, metachunks.length() + buffer.remaining(), order.limit());
                if (metachunks.length() == 0 && isInline(order, buffer.remaining())) {
                    metachunks.keepInline(buffer, checksums);
                } else {
                    metachunks.write(buffer, checksums);
                }
            }
            requireWhole(source, metachunks.length());
            Map<ChecksumAlgorithm, byte[]> values = checksums.finish();
            Map<ChecksumAlgorithm, byte[]> expected = source.expected();
            Expectations.compare(expected, values);
            metachunks.finish();
            Expectations.compareRest(expected, values, algorithms -> storedBytes.checksums(write, algorithms));
            return new Body(metachunks.length(), values);
        } finally {
            around.buffers().give(buffer);
        }
    }

    /**
     * Whether these first bytes, which are all if they do not fill the buffer, go into the directory. That has one copy on
     * this node; who asked for more copies gets chunk files, and so does who comes when the directory has no room. Parts are
     * of large objects, but for an upload's last.
     */
    private boolean isInline(Order order, int bytes) {
        return bytes <= inlineLimit.bytes() && order.part() == 0 && order.policy().security().volumes() == 1
                && inlineLimit.room().getAsBoolean();
    }

    /** Fills the buffer as far as the source has bytes, with no more than {@code room}; false if there was none left. */
    private static boolean fill(ObjectSource source, ByteBuffer buffer, int room) throws IOException {
        buffer.clear().limit(Math.min(buffer.capacity(), room));
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = source.read(buffer);
        }
        buffer.flip();
        return buffer.hasRemaining();
    }

    private static void requireLength(ObjectSource source, long received, long limit) throws ObjectStoreException {
        if (received > limit) {
            throw new ObjectStoreException.TooLarge("a body of more bytes", limit);
        }
        if (source.length().isPresent() && received > source.length().getAsLong()) {
            throw new ObjectStoreException.WrongLength(source.length().getAsLong(), received);
        }
    }

    private static void requireWhole(ObjectSource source, long received) throws ObjectStoreException {
        if (source.length().isPresent() && received != source.length().getAsLong()) {
            throw new ObjectStoreException.WrongLength(source.length().getAsLong(), received);
        }
    }
}
