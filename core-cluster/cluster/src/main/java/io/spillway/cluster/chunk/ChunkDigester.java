package io.spillway.cluster.chunk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Makes a {@link ChunkDigest} while bytes pass, for all copies of a chunk at once. Used by one thread. */
public final class ChunkDigester {
    private final MessageDigest sha256;
    private final CRC32C crc = new CRC32C();
    private int[] blocks = new int[1];
    private int complete;
    private int inBlock;

    public ChunkDigester() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Takes in these bytes. */
    public void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int step = Math.min(end - at, BlockChecksums.BLOCK_BYTES - inBlock);
            crc.update(bytes, at, step);
            at += step;
            inBlock += step;
            if (inBlock == BlockChecksums.BLOCK_BYTES) {
                endBlock();
            }
        }
    }

    public int length() {
        return complete * BlockChecksums.BLOCK_BYTES + inBlock;
    }

    /** The digest of all that came; the digester then begins anew. */
    public ChunkDigest finish() {
        int length = length();
        if (inBlock > 0) {
            endBlock();
        }
        ChunkDigest digest = new ChunkDigest(length, HexFormat.of().formatHex(sha256.digest()),
                BlockChecksums.of(blocks, complete));
        complete = 0;
        return digest;
    }

    private void endBlock() {
        if (complete == blocks.length) {
            blocks = java.util.Arrays.copyOf(blocks, 2 * complete);
        }
        blocks[complete++] = (int) crc.getValue();
        crc.reset();
        inBlock = 0;
    }
}
