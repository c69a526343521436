package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import io.spillway.cluster.api.location.ChunkId;

/**
 * A chunk on its way into a {@link DirectoryChunkVolume}: bytes, attributes, sync of the file, rename, shared sync of
 * the folder. Each step is needed for the next, and none is tried twice.
 */
final class DirectoryChunkWriter implements ChunkWriter {
    /** How often a long write looks whether it eats into the reserve. */
    private static final int ROOM_CHECK_BYTES = 4 << 20;

    private final DirectoryChunkVolume volume;
    private final ChunkId chunk;
    private final Path unsealed;
    private final FileChannel file;
    private long length;
    private boolean sealed;

    DirectoryChunkWriter(DirectoryChunkVolume volume, ChunkId chunk) throws ChunkException {
        this.volume = volume;
        this.chunk = chunk;
        unsealed = volume.folders().unsealed(chunk);
        try {
            file = volume.disk().create(unsealed);
        } catch (IOException e) {
            throw volume.gate().failed("creating chunk " + chunk, e);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws ChunkException {
        long before = length;
        length += bytes.remaining();
        if (length > ChunkVolume.MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException("a chunk has at most " + ChunkVolume.MAX_CHUNK_BYTES + " bytes");
        }
        if (before / ROOM_CHECK_BYTES != length / ROOM_CHECK_BYTES) {
            volume.requireRoom();
        }
        try {
            volume.disk().write(file, bytes);
        } catch (IOException e) {
            throw volume.gate().failed("writing chunk " + chunk, e);
        }
    }

    @Override
    public void seal(ChunkDescription description) throws ChunkException {
        if (description.digest().length() != length) {
            throw new IllegalArgumentException(length + " bytes of chunk " + chunk + " were written, described are "
                    + description.digest().length());
        }
        volume.uninterrupted(() -> sealNow(description));
    }

    private void sealNow(ChunkDescription description) throws ChunkException {
        volume.gate().requireWritable();
        describe(description);
        sync();
        Path target = volume.folders().sealed(chunk);
        try {
            volume.disk().rename(unsealed, target);
        } catch (IOException e) {
            throw volume.gate().failed("renaming chunk " + chunk, e);
        }
        sealed = true;
        try {
            volume.folders().syncOf(chunk).await();
        } catch (IOException e) {
            throw volume.gate().fence("sync of the folder of chunk " + chunk, e);
        }
    }

    private void describe(ChunkDescription description) throws ChunkException {
        try {
            volume.disk().writeAttribute(unsealed, ChunkAttributes.DESCRIPTION, ChunkAttributes.encode(description));
            volume.disk().writeAttribute(unsealed, ChunkAttributes.BLOCKS, description.digest().blocks().toBytes());
        } catch (IOException e) {
            throw volume.gate().failed("writing the attributes of chunk " + chunk, e);
        }
    }

    private void sync() throws ChunkException {
        try {
            volume.disk().sync(file);
            file.close();
        } catch (IOException e) {
            throw volume.gate().fence("sync of chunk " + chunk, e);
        }
    }

    /** What cannot be removed now is found in the incoming folder at the next start. */
    @Override
    public void close() {
        try {
            file.close();
            if (!sealed) {
                volume.disk().delete(unsealed);
            }
        } catch (IOException e) {
            DirectoryChunkVolume.LOG.warn("Chunk {} was not sealed and is left at {} until the next start", chunk,
                    unsealed, e);
        } finally {
            volume.ended();
        }
    }
}
