package io.spillway.cloud.api;

import java.io.IOException;

/** The bytes of a {@link CloudSource} are not those of its length and digest: the fault is here, not in the target. */
public final class CorruptSourceException extends IOException {
    public CorruptSourceException(CloudKey key, String difference) {
        super("the bytes to be stored as \"" + key + "\" are not what they should be: " + difference);
    }

    /**
     * Compares a source's SHA-256 with that of the bytes that were read.
     *
     * @param read of all its bytes; spent afterwards
     */
    public static void requireSha256(CloudKey key, CloudSource source, RunningChecksum read)
            throws CorruptSourceException {
        String found = read.hex();
        if (!found.equals(source.sha256())) {
            throw new CorruptSourceException(key, "SHA-256 " + found + ", not " + source.sha256());
        }
    }
}
