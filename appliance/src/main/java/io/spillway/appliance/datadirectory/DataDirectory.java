package io.spillway.appliance.datadirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A data directory that this process holds. It is complete once it has its identity file; until then it has the
 * identity under a provisional name, so that an initialisation that was cut short goes on with the same ids.
 */
public final class DataDirectory implements AutoCloseable {
    private static final String IDENTITY = "identity";
    private static final String PROVISIONAL_IDENTITY = "identity.new";
    private static final String LOCK = "lock";
    /** Stands in a directory that is being restored, until that is complete. */
    private static final String RESTORING = "restoring";
    /** The cluster and the volumes keep to folders of their own; this one is their common root. */
    private static final Set<String> OWN_NAMES = Set.of(IDENTITY, PROVISIONAL_IDENTITY, LOCK);

    private final Path path;
    private final DirectoryLock lock;
    private Optional<NodeIdentity> identity;

    private DataDirectory(Path path, DirectoryLock lock, Optional<NodeIdentity> identity) {
        this.path = path;
        this.lock = lock;
        this.identity = identity;
    }

    /**
     * Takes the folder for this process, and makes it where there is none.
     *
     * @throws DataDirectoryException if another process holds it, it belongs to something else, or it was written by
     *         a newer release
     */
    public static DataDirectory claim(Path path) throws DataDirectoryException {
        try {
            refuseUnfinishedRestore(path);
            refuseForeign(path);
            return taken(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /**
     * Takes an empty folder, or a new one, for a restore. What a restore that was cut short has left there is removed.
     *
     * @throws DataDirectoryException if there is anything else in it, or another process holds it
     */
    public static DataDirectory claimForRestore(Path path) throws DataDirectoryException {
        try {
            boolean again = Files.exists(path.resolve(RESTORING)) && !isComplete(path);
            if (!again) {
                refuseAnything(path);
            }
            DataDirectory directory = taken(path);
            try {
                directory.removeAllButLockAndMark();
                PrivateFile.write(path.resolve(RESTORING), "A restore into this folder is not complete.\n");
                return directory;
            } catch (IOException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private static DataDirectory taken(Path path) throws DataDirectoryException, IOException {
        Files.createDirectories(path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        DirectoryLock lock = DirectoryLock.take(path.resolve(LOCK));
        try {
            return new DataDirectory(path, lock, identityOf(path));
        } catch (DataDirectoryException e) {
            lock.close();
            throw e;
        }
    }

    private static DataDirectoryException unusable(Path path, IOException e) {
        return new DataDirectoryException("the data directory " + path + " cannot be used: " + e
                + "; check its permissions, or name another with --data", e);
    }

    /** Whether the folder is a complete data directory, without taking it. */
    public static boolean isComplete(Path path) {
        return Files.exists(path.resolve(IDENTITY));
    }

    public Path path() {
        return path;
    }

    /** The identity of a complete data directory. */
    public Optional<NodeIdentity> identity() {
        return identity;
    }

    /** The identity to initialise this directory with: the one of an attempt that was cut short, else the given. */
    public NodeIdentity begin(Supplier<NodeIdentity> fresh) throws DataDirectoryException {
        Path provisional = path.resolve(PROVISIONAL_IDENTITY);
        try {
            if (!Files.exists(provisional)) {
                fresh.get().write(provisional);
            }
            return NodeIdentity.read(provisional);
        } catch (IOException e) {
            throw new DataDirectoryException("the data directory " + path + " cannot be written: " + e, e);
        }
    }

    /** Ends what {@link #begin} began: from now on the directory is complete. */
    public void complete() throws DataDirectoryException {
        try {
            PrivateFile.move(path.resolve(PROVISIONAL_IDENTITY), path.resolve(IDENTITY));
            identity = identityOf(path);
            // Of no effect beside an identity, so a crash may come before.
            Files.deleteIfExists(path.resolve(RESTORING));
        } catch (IOException e) {
            throw new DataDirectoryException("the data directory " + path + " cannot be completed: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Optional<NodeIdentity> identityOf(Path path) throws DataDirectoryException {
        return isComplete(path) ? Optional.of(NodeIdentity.read(path.resolve(IDENTITY))) : Optional.empty();
    }

    private static void refuseUnfinishedRestore(Path path) throws DataDirectoryException {
        if (Files.exists(path.resolve(RESTORING)) && !isComplete(path)) {
            throw new DataDirectoryException("a restore into " + path
                    + " was cut short; run it again, or remove the folder if nothing is to be restored");
        }
    }

    private static void refuseAnything(Path path) throws DataDirectoryException, IOException {
        if (isComplete(path)) {
            throw new DataDirectoryException("there is a node in " + path
                    + ", which a restore would replace; name an empty folder with --data");
        }
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            Optional<Path> found = entries.filter(entry -> !entry.getFileName().toString().equals(LOCK)).findFirst();
            if (found.isPresent()) {
                throw new DataDirectoryException(
                        "the folder " + path + " is not empty; name an empty one with --data to restore into");
            }
        }
    }

    private void removeAllButLockAndMark() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.toList();
        }
        for (Path entry : all.reversed()) {
            if (!entry.equals(path) && !entry.equals(path.resolve(LOCK)) && !entry.equals(path.resolve(RESTORING))) {
                Files.delete(entry);
            }
        }
    }

    /** A folder with files of something else is left alone: somebody mistyped a path, or mounted another disk there. */
    private static void refuseForeign(Path path) throws DataDirectoryException, IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new DataDirectoryException(
                    "the data directory " + path + " is not a folder; name another with --data");
        }
        if (isComplete(path) || Files.exists(path.resolve(PROVISIONAL_IDENTITY))) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<String> foreign = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !OWN_NAMES.contains(name) && !name.endsWith(PrivateFile.TEMPORARY_SUFFIX)).sorted()
                    .limit(3).toList();
            if (!foreign.isEmpty()) {
                throw new DataDirectoryException("the folder " + path + " has no identity file but other files ("
                        + String.join(", ", foreign) + "); name an empty folder with --data, or mount the right disk");
            }
        }
    }
}
