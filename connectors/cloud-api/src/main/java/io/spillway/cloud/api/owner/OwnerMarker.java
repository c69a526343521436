package io.spillway.cloud.api.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudReader;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ReadRange;

/** The marker object: reading it, and writing it so that of rivals one wins. */
sealed interface OwnerMarker permits ConditionalMarker, EarliestMarker {
    /** A marker has under 100 bytes; what is far longer is none. */
    int MOST_BYTES = 4096;

    Optional<Owner> read() throws CloudException;

    /** Who owns the target, asked by one who was found to be its owner before; cheaper where nothing has changed. */
    default Optional<Owner> read(Owner expected) throws CloudException {
        return read();
    }

    /** Tries to put an owner in the place of what was read, and answers who holds the target then. */
    Owner write(Owner wanted, Optional<Owner> found) throws CloudException, IOException;

    static Owner decode(CloudReader store, CloudRef ref) throws CloudException {
        try (CloudContent content = store.open(ref, ReadRange.WHOLE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, content.length()));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = content.read(bytes);
            }
            return Owner.decode(Arrays.copyOf(bytes.array(), bytes.position()))
                    .orElseThrow(() -> new CloudException.Refused("reading the owner of the target",
                            "\"" + ref.key()
                                    + "\" is no marker that this version of Spillway can read; a newer one may have written it"));
        }
    }
}
