package io.spillway.cluster.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkDescription;
import io.spillway.cluster.chunk.ChunkDigest;
import io.spillway.cluster.chunk.ChunkDigester;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.ChunkOwner;
import io.spillway.cluster.chunk.ChunkPosition;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.chunk.ChunkWriter;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.Metachunk;

/** One metachunk on its way to all its volumes; digested once for all of them. */
final class MetachunkWriter implements AutoCloseable {
    private final WriteSurroundings around;
    private final List<Copy> copies = new ArrayList<>();
    private final ChunkDigester digester = new ChunkDigester();
    private final Slices slices = new Slices();

    private record Copy(ChunkVolume volume, ChunkId chunk, ChunkWriter writer) {}

    /** What one metachunk is of. */
    record Place(ChunkOwner owner, ChunkPosition position, StoragePolicy policy, long offset) {}

    /** Chooses volumes and begins a chunk on each; a volume that refuses is replaced by another. */
    static MetachunkWriter open(WriteSurroundings around, StoragePolicy policy) throws ObjectStoreException {
        MetachunkWriter metachunk = new MetachunkWriter(around);
        Set<VolumeId> avoided = new HashSet<>();
        while (!metachunk.begin(around.placement().place(policy.security(), avoided), avoided)) {
            metachunk.close(); // and again: each round avoids one volume more, until placement has too few
        }
        return metachunk;
    }

    private MetachunkWriter(WriteSurroundings around) {
        this.around = around;
    }

    private boolean begin(List<ChunkVolume> volumes, Set<VolumeId> avoided) {
        for (ChunkVolume volume : volumes) {
            ChunkId chunk = around.chunkIds().next();
            try {
                copies.add(new Copy(volume, chunk, volume.create(chunk)));
            } catch (ChunkException e) {
                ChunkFailures.report(around.conscience(), volume.id(), e);
                avoided.add(volume.id());
                return false;
            }
        }
        return true;
    }

    int length() {
        return digester.length();
    }

    /**
     * Each copy gets the bytes in turn, into the system's cache; what takes time is the syncs of {@link #seal}.
     *
     * @param others digests that take the bytes in beside the metachunk's own
     */
    void write(ByteBuffer bytes, Slices.Digest... others) throws ObjectStoreException {
        Slices.Digest[] digests = Arrays.copyOf(others, others.length + 1);
        digests[others.length] = digester::update;
        slices.pass(bytes, digests);
        for (Copy copy : copies) {
            try {
                copy.writer().write(bytes.duplicate());
            } catch (ChunkException e) {
                throw failed(copy, e);
            }
        }
    }

    /** Makes all copies durable, side by side; if one fails, none is kept. */
    Metachunk seal(Place place) throws ObjectStoreException {
        ChunkDigest digest = digester.finish();
        ChunkDescription description = new ChunkDescription(place.owner(), place.position(), place.policy().name(),
                digest);
        List<CompletableFuture<Void>> others = copies.stream().skip(1)
                .map(copy -> CompletableFuture.runAsync(() -> sealUnchecked(copy, description), around.threads()))
                .toList();
        List<ChunkReplica> sealed = new ArrayList<>();
        try {
            sealUnchecked(copies.getFirst(), description);
        } catch (CompletionException e) {
            others.forEach(other -> other.exceptionally(_ -> null).join());
            discardSealed();
            throw cause(e);
        }
        try {
            others.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            others.forEach(other -> other.exceptionally(_ -> null).join());
            discardSealed();
            throw cause(e);
        }
        copies.forEach(copy -> sealed.add(replica(copy)));
        return new Metachunk(place.position().metachunk(), place.offset(), digest.length(), digest.sha256(),
                new BlockCrcs(digest.blocks().toBytes()), new Location.Local(sealed));
    }

    private void sealUnchecked(Copy copy, ChunkDescription description) {
        try {
            copy.writer().seal(description);
        } catch (ChunkException e) {
            throw new CompletionException(failed(copy, e));
        }
    }

    private static ObjectStoreException cause(CompletionException failure) {
        if (failure.getCause() instanceof ObjectStoreException cause) {
            return cause;
        }
        throw failure;
    }

    private ObjectStoreException failed(Copy copy, ChunkException failure) {
        ChunkFailures.report(around.conscience(), copy.volume().id(), failure);
        return ChunkFailures.ofWrite(failure);
    }

    private ChunkReplica replica(Copy copy) {
        return new ChunkReplica(copy.chunk(), around.node(), copy.volume().id());
    }

    /** Nothing names these chunks yet, so they may go at once; the sweep finds what stays. */
    private void discardSealed() {
        around.replicas().delete(copies.stream().map(this::replica).toList());
    }

    @Override
    public void close() {
        copies.forEach(copy -> copy.writer().close());
        copies.clear();
    }
}
