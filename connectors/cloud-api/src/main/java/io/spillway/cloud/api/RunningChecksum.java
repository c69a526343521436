package io.spillway.cloud.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A checksum in the making. For one thread; spent once its digest has been taken. */
public sealed interface RunningChecksum {
    static RunningChecksum of(Checksum.Algorithm algorithm) {
        return switch (algorithm) {
            case CRC64NVME -> new Crc64Nvme();
            case SHA1 -> digest("SHA-1");
            case SHA256 -> digest("SHA-256");
        };
    }

    void update(byte[] bytes, int from, int length);

    /** The value, big end first. */
    byte[] digest();

    default String hex() {
        return HexFormat.of().formatHex(digest());
    }

    private static RunningChecksum digest(String name) {
        try {
            return new Digest(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /** One of the JDK's message digests. */
    record Digest(MessageDigest state) implements RunningChecksum {
        @Override
        public void update(byte[] bytes, int from, int length) {
            state.update(bytes, from, length);
        }

        @Override
        public byte[] digest() {
            return state.digest();
        }
    }

    /**
     * CRC-64/NVME of the NVM Express command set (reflected, polynomial 0xAD93D23594C93659, all ones in and out), the
     * one checksum that S3 keeps over a whole object however it was uploaded. Eight bytes a step by eight tables.
     */
    final class Crc64Nvme implements RunningChecksum {
        private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
        private static final int SLICES = 8;
        private static final long[][] TABLES = tables();

        private long crc = -1;

        private static long[][] tables() {
            long[][] tables = new long[SLICES][256];
            for (int value = 0; value < 256; value++) {
                long crc = value;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED_POLYNOMIAL;
                }
                tables[0][value] = crc;
            }
            for (int slice = 1; slice < SLICES; slice++) {
                for (int value = 0; value < 256; value++) {
                    long shorter = tables[slice - 1][value];
                    tables[slice][value] = (shorter >>> 8) ^ tables[0][(int) shorter & 0xff];
                }
            }
            return tables;
        }

        @Override
        public void update(byte[] bytes, int from, int length) {
            int at = from;
            int end = from + length;
            for (; at + SLICES <= end; at += SLICES) {
                step(bytes, at);
            }
            for (; at < end; at++) {
                crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ bytes[at]) & 0xff];
            }
        }

        private void step(byte[] bytes, int at) {
            long next = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                int index = (int) ((crc >>> (8 * slice)) ^ bytes[at + slice]) & 0xff;
                next ^= TABLES[SLICES - 1 - slice][index];
            }
            crc = next;
        }

        @Override
        public byte[] digest() {
            byte[] value = new byte[Long.BYTES];
            for (int i = 0; i < value.length; i++) {
                value[i] = (byte) (~crc >>> (8 * (value.length - 1 - i)));
            }
            return value;
        }
    }
}
