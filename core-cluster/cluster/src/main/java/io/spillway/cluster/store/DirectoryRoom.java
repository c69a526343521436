package io.spillway.cluster.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Whether the file system of the directory has room for objects' bytes. Without a reserve small objects would go on until
 * neither the log nor a database could be written, and nothing could be removed any more.
 */
public final class DirectoryRoom implements BooleanSupplier {
    /** The file system is asked at most this often, since every small put asks here. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final FileStore store;
    private final long reserve;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private boolean left;

    /** @param reserve bytes that are left free, for the log and for what is said of larger objects */
    public DirectoryRoom(Path folder, long reserve, InstantSource clock) throws IOException {
        this.store = Files.getFileStore(folder);
        this.reserve = reserve;
        this.clock = clock;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        Instant now = clock.instant();
        if (Duration.between(asked, now).compareTo(FRESH) >= 0) {
            left = usable() > reserve;
            asked = now;
        }
        return left;
    }

    /** One that does not say takes none. */
    private long usable() {
        try {
            return store.getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }
}
