package io.spillway.cloud.api;

import java.io.IOException;

/** The bytes of a {@link CloudSource} are not those of its length and digest: the fault is here, not in the target. */
public final class CorruptSourceException extends IOException {
    public CorruptSourceException(CloudKey key, String difference) {
        super("the bytes to be stored as \"" + key + "\" are not what they should be: " + difference);
    }
}
