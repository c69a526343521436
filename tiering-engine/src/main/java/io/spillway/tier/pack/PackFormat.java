package io.spillway.tier.pack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import io.spillway.cluster.api.name.ClusterId;

/** Figures of format 1 and the parts that have one form each; all numbers are big-endian. */
final class PackFormat {
    static final long HEADER_MAGIC = ascii("SPILPACK");
    static final long FOOTER_MAGIC = ascii("KCAPLIPS");
    static final int ENTRY_MAGIC = 0x454e_5452;
    static final int INDEX_MAGIC = 0x494e_4458;
    static final short VERSION = 1;

    static final int HEADER_BYTES = 36;
    static final int FOOTER_BYTES = 64;
    static final int INDEX_ENTRY_BYTES = 24;
    static final int SHA256_BYTES = 32;
    /** As the blocks of chunk files, so that both are checked in the same pieces. */
    static final int BLOCK_BYTES = 256 * 1024;
    /** A metachunk is at most 64 MiB by default and may be configured; its CRCs are read into memory at once. */
    static final long MAX_ENTRY_BYTES = 1L << 30;
    /** 5 TiB in metachunks of 64 MiB are 81,920; a reader takes up to this many into memory. */
    static final int MAX_ENTRIES = 1 << 20;
    /** Names and key have their own limits; this is above what they can make together. */
    static final int MAX_IDENTITY_BYTES = 2048;

    private PackFormat() {}

    static int blocks(long length) {
        return Math.toIntExact((length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    }

    /** Bytes of the table of block CRCs that follows an entry's bytes, with the table's own CRC. */
    static int tableBytes(long length) {
        return 4 * blocks(length) + 4;
    }

    static int crc(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Puts the CRC of what the buffer holds so far, which fills it, and returns the whole. */
    static byte[] seal(ByteBuffer buffer) {
        var crc = new CRC32C();
        crc.update(buffer.duplicate().flip());
        buffer.putInt((int) crc.getValue()).flip();
        var sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return sealed;
    }

    static byte[] header(ClusterId cluster, int entries) {
        return seal(ByteBuffer.allocate(HEADER_BYTES).putLong(HEADER_MAGIC).putShort(VERSION).putShort((short) 0)
                .putInt(entries).putLong(cluster.value().getMostSignificantBits())
                .putLong(cluster.value().getLeastSignificantBits()));
    }

    static byte[] table(int[] crcs) {
        ByteBuffer table = ByteBuffer.allocate(4 * crcs.length + 4);
        for (int crc : crcs) {
            table.putInt(crc);
        }
        return seal(table);
    }

    static byte[] footer(long indexOffset, int indexBytes, long packBytes, String sha256) {
        ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES).putLong(indexOffset).putInt(indexBytes)
                .putLong(packBytes).put(HexFormat.of().parseHex(sha256));
        footer.putInt(crc(footer.array(), 0, footer.position()));
        return footer.putLong(FOOTER_MAGIC).array();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long ascii(String eight) {
        return ByteBuffer.wrap(eight.getBytes(StandardCharsets.US_ASCII)).getLong();
    }
}
