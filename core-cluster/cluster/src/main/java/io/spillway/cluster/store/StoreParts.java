package io.spillway.cluster.store;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.placement.Placement;

/**
 * What a store is put together of.
 *
 * @param inlineRoom whether the directory has room for objects' bytes
 * @param threads for sealing copies side by side; virtual ones, since they block
 * @param random unguessable, used by many threads; ids of chunks and versions are made of it
 */
public record StoreParts(Directory directory, Conscience conscience, Authoriser authoriser, RemoteChunks remote,
        ReadNotes readNotes, BooleanSupplier inlineRoom, Executor threads, InstantSource clock,
        RandomGenerator random) {
    WritePath writePath(StoreSettings settings, ReadSurroundings reading) {
        WriteSurroundings writing = writing(settings);
        PendingWrite.Setting setting = new PendingWrite.Setting(new Proposals(directory, clock), writing.replicas(),
                settings.graces());
        return new WritePath(settings.policies(),
                new BodyWriter(writing, settings.metachunkBytes(),
                        new BodyWriter.InlineLimit(settings.inlineBytes(), inlineRoom),
                        new StoredBytes(reading)),
                setting, clock, random);
    }

    WriteSurroundings writing(StoreSettings settings) {
        return new WriteSurroundings(settings.node(), conscience, new Placement(conscience, random),
                settings.writeBuffers(), threads, new ChunkIds(clock, random));
    }
}
