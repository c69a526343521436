package io.spillway.cluster.directory.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.raft.ReplicatedLogSettings;

/**
 * How the directory is set up.
 *
 * @param folder of its files; made by {@link DirectoryEngine#open} where it is absent
 * @param openFiles most container files that are open at a time; about 200 kB and 3 descriptors each
 * @param flushEvery how often the files are brought to the disk, which bounds what the log keeps
 * @param graces how long local and remote bytes outlive the last reference to them
 * @param consumers of the change log, each with a cursor in every container made from now on
 */
public record DirectorySettings(Path folder, int openFiles, ReplicatedLogSettings log, Duration flushEvery,
        Graces graces, Set<String> consumers) {
    /** The consumer that keeps the accounts' usage. */
    public static final String ACCOUNTS = "accounts";

    public DirectorySettings {
        consumers = Set.copyOf(consumers);
        if (openFiles < 8) {
            throw new IllegalArgumentException("the directory needs at least 8 open files, not " + openFiles);
        }
    }

    /** The defaults: 256 files, a flush every two seconds, an hour for readers, seven days for remote objects. */
    public static DirectorySettings in(Path folder) {
        return new DirectorySettings(folder, 256, ReplicatedLogSettings.SMALL, Duration.ofSeconds(2),
                new Graces(Duration.ofHours(1), Duration.ofDays(7)), Set.of(ACCOUNTS));
    }

    public DirectorySettings withGraces(Graces other) {
        return new DirectorySettings(folder, openFiles, log, flushEvery, other, consumers);
    }

    public DirectorySettings withOpenFiles(int most) {
        return new DirectorySettings(folder, most, log, flushEvery, graces, consumers);
    }
}
