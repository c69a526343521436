package io.spillway.cluster.api.object;

/** The checksums that a client may give and get. MD5 is computed for every object, since it is the ETag. */
public enum ChecksumAlgorithm {
    MD5(16), CRC32(4), CRC32C(4), CRC64NVME(8), SHA1(20), SHA256(32);

    private final int length;

    ChecksumAlgorithm(int length) {
        this.length = length;
    }

    /** Bytes of a value. */
    public int length() {
        return length;
    }
}
