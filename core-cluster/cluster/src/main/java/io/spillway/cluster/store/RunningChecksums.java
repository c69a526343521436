package io.spillway.cluster.store;

import java.nio.ByteBuffer;
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
    /** Small enough for the first-level cache, so that each algorithm finds the bytes there. */
    private static final int SLICE = 16 << 10;

    private final Map<ChecksumAlgorithm, MessageDigest> digests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Map<ChecksumAlgorithm, Checksum> crcs = new EnumMap<>(ChecksumAlgorithm.class);
    private byte[] slice = new byte[0];

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

    /** Takes in all that remains in the buffer and leaves the buffer as it was. */
    void update(ByteBuffer bytes) {
        if (slice.length < Math.min(SLICE, bytes.remaining())) {
            slice = new byte[Math.min(SLICE, bytes.remaining())];
        }
        for (ByteBuffer rest = bytes.duplicate(); rest.hasRemaining();) {
            int length = Math.min(slice.length, rest.remaining());
            rest.get(slice, 0, length);
            digests.values().forEach(digest -> digest.update(slice, 0, length));
            crcs.values().forEach(crc -> crc.update(slice, 0, length));
        }
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
