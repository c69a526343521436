package io.spillway.cluster.store;

import java.time.Duration;

import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.conscience.VolumeFault;

/** What a volume's failure means to the conscience and to a client. */
final class ChunkFailures {
    /** By then the conscience has moved writes away from the volume. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private ChunkFailures() {}

    static void report(Conscience conscience, VolumeId volume, ChunkException failure) {
        switch (failure) {
            case ChunkException.NoSuchChunk _ -> conscience.report(volume, VolumeFault.MISSING_CHUNK);
            case ChunkException.CorruptChunk _ -> conscience.report(volume, VolumeFault.DAMAGED_CHUNK);
            case ChunkException.VolumeFailed _,ChunkException.VolumeRefused _,ChunkException.VolumeReadOnly _ ->
                conscience.report(volume, VolumeFault.FAILED_ACCESS);
            case ChunkException.VolumeFull _,ChunkException.VolumeLost _ -> {
                // Not a fault; the score follows the free space, and one that is lost has none.
            }
        }
    }

    static ObjectStoreException ofWrite(ChunkException failure) {
        return switch (failure) {
            case ChunkException.VolumeFull full -> new ObjectStoreException.InsufficientStorage(full.getMessage());
            case ChunkException.VolumeFailed _,ChunkException.VolumeRefused _,ChunkException.VolumeReadOnly _,ChunkException.VolumeLost _,ChunkException.NoSuchChunk _,ChunkException.CorruptChunk _ ->
                new ObjectStoreException.Unavailable(failure.getMessage(), RETRY_AFTER, failure);
        };
    }

    static ObjectStoreException ofRead(ChunkException failure) {
        return switch (failure) {
            case ChunkException.NoSuchChunk _,ChunkException.CorruptChunk _,ChunkException.VolumeLost _ ->
                new ObjectStoreException.Damaged("no good copy is left: " + failure.getMessage(), failure);
            case ChunkException.VolumeFailed _,ChunkException.VolumeRefused _,ChunkException.VolumeReadOnly _,ChunkException.VolumeFull _ ->
                new ObjectStoreException.Unavailable(failure.getMessage(), RETRY_AFTER, failure);
        };
    }
}
