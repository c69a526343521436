package io.spillway.cloud.api;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A digest that a target vouches for. {@link ChecksumCalculation} makes the same one from a source, to compare.
 *
 * @param hex lower-case hex of the algorithm's bytes, big end first
 */
public record Checksum(Algorithm algorithm, Coverage coverage, String hex) {
    /** What targets keep: S3 any but SHA-1 of the whole by our choice, B2 SHA-1, a folder SHA-256. */
    public enum Algorithm {
        CRC64NVME(8), SHA1(20), SHA256(32);

        private final int length;

        Algorithm(int length) {
            this.length = length;
        }

        /** Bytes of a value. */
        public int length() {
            return length;
        }
    }

    /** What the digest is over. */
    public sealed interface Coverage {
        Coverage WHOLE = new Whole();

        /** The object's bytes. */
        record Whole() implements Coverage {}

        /** The digests of the object's parts, as raw bytes in order; every part but the last has this many bytes. */
        record Parts(long partBytes) implements Coverage {
            public Parts {
                if (partBytes < 1) {
                    throw new IllegalArgumentException("parts of " + partBytes + " bytes");
                }
            }
        }
    }

    public Checksum {
        if (hex.length() != 2 * algorithm.length() || !hex.equals(hex.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    algorithm + " is " + 2 * algorithm.length() + " lower-case hex digits, not \"" + hex + "\"");
        }
    }

    public static Checksum sha256(String hex) {
        return new Checksum(Algorithm.SHA256, Coverage.WHOLE, hex);
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
