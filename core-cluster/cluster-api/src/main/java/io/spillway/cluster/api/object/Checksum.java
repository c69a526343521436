package io.spillway.cluster.api.object;

import java.util.HexFormat;

/**
 * A checksum of an object as the client asked for it.
 *
 * @param value lower-case hex of the algorithm's bytes, big end first
 * @param kind whether it covers the bytes themselves, or the checksums of the parts
 */
public record Checksum(ChecksumAlgorithm algorithm, String value, Kind kind) {
    /** How a multipart object's checksum is made. */
    public enum Kind {
        FULL_OBJECT, COMPOSITE
    }

    public Checksum {
        if (value.length() != 2 * algorithm.length()) {
            throw new IllegalArgumentException(
                    algorithm + " has " + algorithm.length() + " bytes, not \"" + value + "\"");
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }
}
