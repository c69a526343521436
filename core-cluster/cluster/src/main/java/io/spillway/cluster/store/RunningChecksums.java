package io.spillway.cluster.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import io.spillway.cluster.api.object.ChecksumAlgorithm;

/** The checksums of a body while it passes: its MD5, which is the ETag, and those that were asked for. */
final class RunningChecksums {
    private final Map<ChecksumAlgorithm, MessageDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, Checksum> crcs = new EnumMap<>(ChecksumAlgorithm.class);

    RunningChecksums(Set<ChecksumAlgorithm> asked) {
        Set<ChecksumAlgorithm> all = EnumSet.of(ChecksumAlgorithm.MD5);
        all.addAll(asked);
        for (ChecksumAlgorithm algorithm : all) {
            switch (algorithm) {
                case MD5 -> digests.put(algorithm, digest("MD5"));
                case SHA1 -> digests.put(algorithm, digest("SHA-1"));
                case SHA256 -> digests.put(algorithm, digest("SHA-256"));
                case CRC32 -> crcs.put(algorithm, new CRC32());
                case CRC32C -> crcs.put(algorithm, new CRC32C());
                case CRC64NVME -> crcs.put(algorithm, new Crc64Nvme());
            }
        }
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        digests.values().forEach(digest -> digest.update(bytes, offset, length));
        crcs.values().forEach(crc -> crc.update(bytes, offset, length));
    }

    /** The values, raw bytes with the big end first; ends the digests. */
    Map<ChecksumAlgorithm, byte[]> finish() {
        Map<ChecksumAlgorithm, byte[]> values = new EnumMap<>(ChecksumAlgorithm.class);
        digests.forEach((algorithm, digest) -> values.put(algorithm, digest.digest()));
        crcs.forEach((algorithm, crc) -> values.put(algorithm, bigEndian(crc.getValue(), algorithm.length())));
        return values;
    }

    static byte[] bigEndian(long value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (8 * (length - 1 - i)));
        }
        return bytes;
    }
}
