package io.spillway.gateway.s3.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** Checksums of a body that is whole in memory: the XML of a request. */
public final class SmallChecksums {
    private SmallChecksums() {}

    public static void verify(byte[] bytes, Map<ChecksumAlgorithm, byte[]> expected) throws S3Exception {
        for (Map.Entry<ChecksumAlgorithm, byte[]> entry : expected.entrySet()) {
            if (!MessageDigest.isEqual(of(entry.getKey(), bytes), entry.getValue())) {
                throw new S3Exception(S3ErrorCode.BAD_DIGEST, "The " + entry.getKey()
                        + " you specified did not match the calculated checksum.");
            }
        }
    }

    static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes) {
        return switch (algorithm) {
            case MD5 -> digest("MD5", bytes);
            case SHA1 -> digest("SHA-1", bytes);
            case SHA256 -> digest("SHA-256", bytes);
            case CRC32 -> crc(new CRC32(), bytes);
            case CRC32C -> crc(new CRC32C(), bytes);
            case CRC64NVME -> ByteBuffer.allocate(8).putLong(Crc64Nvme.of(bytes)).array();
        };
    }

    private static byte[] crc(Checksum crc, byte[] bytes) {
        crc.update(bytes);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + name, e);
        }
    }
}
