package io.spillway.cluster.api.object;

import java.nio.channels.FileChannel;

/**
 * Bytes of an object as they lie in a file, checked against a stored checksum and ready to be handed to the system
 * unread. They stay good until the stretch is closed, whatever becomes of the {@link ObjectContent} that it came from.
 * Used by one thread at a time, which need not be the one that asked for it.
 */
public interface FileStretch extends AutoCloseable {
    /** Shared with other stretches: for reads at a position only, and never for the holder to close. */
    FileChannel file();

    /** Where the bytes begin in the file. */
    long offset();

    /** How many they are, at least one. */
    int length();

    @Override
    void close();
}
