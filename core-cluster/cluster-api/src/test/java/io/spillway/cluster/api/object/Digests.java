package io.spillway.cluster.api.object;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Checksums of bytes in memory, made in the plainest way, to hold a store's answers against. */
final class Digests {
    /** The polynomial of CRC-64/NVME, reflected. */
    private static final long CRC64NVME = 0x9a6c_9329_ac4b_c9b5L;

    private Digests() {}

    static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes) {
        return switch (algorithm) {
            case MD5 -> digest("MD5", bytes);
            case SHA1 -> digest("SHA-1", bytes);
            case SHA256 -> digest("SHA-256", bytes);
            case CRC32 -> crc32(bytes);
            case CRC32C -> crc32c(bytes);
            case CRC64NVME -> crc64(bytes);
        };
    }

    static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        return new Checksum(algorithm, hex(of(algorithm, bytes)), Checksum.Kind.FULL_OBJECT);
    }

    /** The checksum of the parts' checksums. */
    static Checksum composite(ChecksumAlgorithm algorithm, byte[]... parts) {
        return new Checksum(algorithm, hex(of(algorithm, joined(algorithm, parts))), Checksum.Kind.COMPOSITE);
    }

    static String md5Hex(byte[] bytes) {
        return hex(of(ChecksumAlgorithm.MD5, bytes));
    }

    static String multipartEtag(byte[]... parts) {
        return md5Hex(joined(ChecksumAlgorithm.MD5, parts)) + "-" + parts.length;
    }

    static byte[] concatenation(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }

    private static byte[] joined(ChecksumAlgorithm algorithm, byte[]... parts) {
        return concatenation(Arrays.stream(parts).map(part -> of(algorithm, part)).toArray(byte[][]::new));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] crc32(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] crc64(byte[] bytes) {
        long crc = -1;
        for (byte next : bytes) {
            crc ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ CRC64NVME;
            }
        }
        return ByteBuffer.allocate(8).putLong(~crc).array();
    }
}
