package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkDigest;
import io.spillway.cluster.chunk.ChunkDigester;
import io.spillway.cluster.chunk.ChunkOwner;
import io.spillway.cluster.chunk.ChunkPosition;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.Metachunk;
import org.jspecify.annotations.Nullable;

/**
 * The metachunks of one body, in order. A full one is sealed while the next is written, at most one at a time, so that
 * the disk syncs while the client sends.
 */
final class MetachunkSequence implements AutoCloseable {
    private final WriteSurroundings around;
    private final int metachunkBytes;
    private final BodyWriter.Order order;
    private final PendingWrite write;
    private @Nullable MetachunkWriter current;
    private @Nullable CompletableFuture<Metachunk> sealing;
    private int index;
    private long offset;

    MetachunkSequence(WriteSurroundings around, int metachunkBytes, BodyWriter.Order order, PendingWrite write) {
        this.around = around;
        this.metachunkBytes = metachunkBytes;
        this.order = order;
        this.write = write;
    }

    long length() {
        return offset + (current == null ? 0 : current.length());
    }

    /** Most bytes of the next {@link #write}, so that it does not straddle two metachunks. */
    int room() {
        return metachunkBytes - (current == null ? 0 : current.length());
    }

    /** Writes the bytes and, as they pass, lets the body's own checksums have them. */
    void write(ByteBuffer bytes, RunningChecksums checksums) throws ObjectStoreException {
        MetachunkWriter metachunk = current;
        if (metachunk == null) {
            metachunk = MetachunkWriter.open(around, order.policy());
            current = metachunk;
        }
        metachunk.write(bytes, checksums::update);
        if (metachunk.length() >= metachunkBytes) {
            awaitSealed();
            write.stage();
            current = null;
            sealing = seal(metachunk, nextPlace(metachunk));
        }
    }

    /**
     * Takes in a whole small body, for the directory to keep.
     *
     * @throws ObjectStoreException.InsufficientStorage if no volume takes writes: then the node takes none, small or large
     */
    void keepInline(ByteBuffer bytes, RunningChecksums checksums) throws ObjectStoreException {
        around.placement().place(order.policy().security(), Set.of());
        byte[] kept = new byte[bytes.remaining()];
        bytes.get(kept);
        checksums.update(kept, 0, kept.length);
        ChunkDigester digester = new ChunkDigester();
        digester.update(kept, 0, kept.length);
        ChunkDigest digest = digester.finish();
        write.add(new Metachunk(index, offset, digest.length(), digest.sha256(),
                new BlockCrcs(digest.blocks().toBytes()), new Location.Inline(new InlineBytes(kept))));
        index++;
        offset += kept.length;
    }

    private CompletableFuture<Metachunk> seal(MetachunkWriter metachunk, MetachunkWriter.Place place) {
        return CompletableFuture.supplyAsync(() -> sealUnchecked(metachunk, place), around.threads());
    }

    /** Seals what is left; the write then holds all metachunks. */
    void finish() throws ObjectStoreException {
        awaitSealed();
        MetachunkWriter last = current;
        if (last != null) {
            MetachunkWriter.Place place = nextPlace(last);
            current = null;
            try (last) {
                write.add(last.seal(place));
            }
        }
    }

    private MetachunkWriter.Place nextPlace(MetachunkWriter metachunk) {
        ChunkOwner owner = new ChunkOwner(write.container().account(), write.container().name(),
                write.container().ref(), write.key(), write.id());
        MetachunkWriter.Place place = new MetachunkWriter.Place(owner, new ChunkPosition(order.part(), index),
                order.policy(), offset);
        index++;
        offset += metachunk.length();
        return place;
    }

    private static Metachunk sealUnchecked(MetachunkWriter metachunk, MetachunkWriter.Place place) {
        try (metachunk) {
            return metachunk.seal(place);
        } catch (ObjectStoreException e) {
            throw new CompletionException(e);
        }
    }

    private void awaitSealed() throws ObjectStoreException {
        CompletableFuture<Metachunk> awaited = sealing;
        if (awaited == null) {
            return;
        }
        sealing = null;
        try {
            write.add(awaited.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ObjectStoreException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What is being sealed still joins the write, so that it goes with it. */
    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
        CompletableFuture<Metachunk> awaited = sealing;
        sealing = null;
        if (awaited != null) {
            awaited.handle((metachunk, failure) -> {
                if (failure == null) {
                    write.add(metachunk);
                }
                return true;
            }).join();
        }
    }
}
