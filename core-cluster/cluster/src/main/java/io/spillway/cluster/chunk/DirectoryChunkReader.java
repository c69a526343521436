package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.object.FileStretch;
import org.jspecify.annotations.Nullable;

/** Reads a chunk file by whole blocks and lets no byte out before its block's checksum has been compared. */
final class DirectoryChunkReader implements ChunkReader {
    private static final int BLOCK = BlockChecksums.BLOCK_BYTES;

    /** Stays in the processor's nearest caches between the copy out of the system's cache and the checksum. */
    private static final int CHECKED_AT_ONCE = 64 << 10;

    private final DirectoryChunkVolume volume;
    private final ChunkId chunk;
    private final ChunkDigest expected;
    private final FileChannel file;
    /** The block last read for a caller whose buffer could not take it whole. */
    private @Nullable ByteBuffer held;
    private int heldBlock = -1;
    private @Nullable SentFile sent;

    DirectoryChunkReader(DirectoryChunkVolume volume, ChunkId chunk, ChunkDigest expected) throws ChunkException {
        this.volume = volume;
        this.chunk = chunk;
        this.expected = expected;
        try {
            file = FileChannel.open(volume.folders().sealed(chunk), StandardOpenOption.READ);
        } catch (NoSuchFileException _) {
            throw new ChunkException.NoSuchChunk(volume.id(), chunk);
        } catch (IOException e) {
            throw volume.gate().failed("opening chunk " + chunk, e);
        }
    }

    @Override
    public int read(long offset, int wanted, ByteBuffer target) throws ChunkException {
        if (offset < 0 || wanted < 1 || offset + wanted > expected.length() || !target.hasRemaining()) {
            throw new IllegalArgumentException(wanted + " bytes at " + offset + " of a chunk of " + expected.length()
                    + " into " + target.remaining());
        }
        int block = (int) (offset / BLOCK);
        if (offset % BLOCK == 0 && target.isDirect() && target.remaining() >= lengthOf(block)) {
            return readStraight(block, wanted, target);
        }
        return readThroughBlock(block, (int) (offset % BLOCK), wanted, target);
    }

    @Override
    public Optional<FileStretch> stretch(long offset, int wanted) throws ChunkException {
        if (offset < 0 || wanted < 1 || offset + wanted > expected.length()) {
            throw new IllegalArgumentException(
                    wanted + " bytes at " + offset + " of a chunk of " + expected.length());
        }
        int block = (int) (offset / BLOCK);
        int from = (int) (offset % BLOCK);
        Optional<SentFile> open = openToSend();
        if (open.isEmpty() || !checkInPlace(block)) {
            return Optional.empty();
        }
        return Optional.of(open.get().stretch(offset, Math.min(wanted, lengthOf(block) - from)));
    }

    /** None if its name has gone since the reader was opened, or too many files are open; reading goes on without. */
    private Optional<SentFile> openToSend() {
        try {
            if (sent == null) {
                sent = new SentFile(volume.folders().sealed(chunk));
            }
            return Optional.of(sent);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Compares a block's checksum by way of a small buffer; false if there is no buffer to be had. */
    private boolean checkInPlace(int block) throws ChunkException {
        Optional<ByteBuffer> buffer = volume.readBuffers().takeIfFree();
        if (buffer.isEmpty()) {
            return false;
        }
        try {
            CRC32C crc = new CRC32C();
            for (int done = 0; done < lengthOf(block); done += CHECKED_AT_ONCE) {
                ByteBuffer part = buffer.get().clear().limit(Math.min(CHECKED_AT_ONCE, lengthOf(block) - done));
                fill(part, (long) block * BLOCK + done);
                crc.update(part.flip());
            }
            if (!expected.blocks().matches(block, crc)) {
                throw corrupt(block);
            }
            return true;
        } finally {
            volume.readBuffers().give(buffer.get());
        }
    }

    private int readStraight(int first, int wanted, ByteBuffer target) throws ChunkException {
        int end = first;
        int bytes = 0;
        while (bytes < wanted && bytes + lengthOf(end) <= target.remaining()) {
            bytes += lengthOf(end++);
        }
        ByteBuffer blocks = target.slice(target.position(), bytes);
        fill(blocks, (long) first * BLOCK);
        for (int block = first; block < end; block++) {
            check(block, blocks.slice((block - first) * BLOCK, lengthOf(block)));
        }
        int read = Math.min(bytes, wanted);
        target.position(target.position() + read);
        return read;
    }

    private int readThroughBlock(int block, int from, int wanted, ByteBuffer target) throws ChunkException {
        ByteBuffer bytes = hold(block);
        int read = Math.min(Math.min(wanted, lengthOf(block) - from), target.remaining());
        target.put(bytes.slice(from, read));
        return read;
    }

    private ByteBuffer hold(int block) throws ChunkException {
        if (held == null) {
            held = volume.readBuffers().take().orElseThrow(() -> new ChunkException.VolumeFailed(volume.id(),
                    "too many reads wait for a buffer; try again later"));
        }
        if (heldBlock != block) {
            heldBlock = -1;
            held.clear().limit(lengthOf(block));
            fill(held, (long) block * BLOCK);
            check(block, held.flip());
            heldBlock = block;
        }
        return held;
    }

    private void fill(ByteBuffer bytes, long offset) throws ChunkException {
        int start = bytes.position();
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, offset + bytes.position() - start) < 0) {
                    throw new ChunkException.CorruptChunk(volume.id(), chunk,
                            "it ends before byte " + (offset + bytes.limit()));
                }
            }
        } catch (IOException e) {
            throw volume.gate().failed("reading chunk " + chunk, e);
        }
    }

    private void check(int block, ByteBuffer bytes) throws ChunkException {
        if (!expected.blocks().matches(block, bytes)) {
            throw corrupt(block);
        }
    }

    private ChunkException corrupt(int block) {
        return new ChunkException.CorruptChunk(volume.id(), chunk, "block " + block + " fails its CRC32C");
    }

    private int lengthOf(int block) {
        return Math.min(BLOCK, expected.length() - block * BLOCK);
    }

    @Override
    public void close() {
        ByteBuffer buffer = held;
        if (buffer != null) {
            held = null;
            volume.readBuffers().give(buffer);
        }
        if (sent != null) {
            sent.close();
            sent = null;
        }
        try {
            file.close();
        } catch (IOException e) {
            DirectoryChunkVolume.LOG.warn("Closing chunk {} after reading failed", chunk, e);
        }
    }
}
