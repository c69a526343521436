package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.spillway.cloud.api.CloudException;
import org.jspecify.annotations.Nullable;

/** The folder itself: its identity, its lock between processes, and folders made and removed durably. */
final class TargetFolder {
    private static final String OWN = ".spillway";
    private static final String IDENTITY = "identity";
    private static final int IDENTITY_BYTES_AT_MOST = 1024;

    private final DirectoryTarget target;
    private final FolderLock lock;
    private final Path own;

    TargetFolder(DirectoryTarget target, FolderLock lock) {
        this.target = target;
        this.lock = lock;
        this.own = target.root().resolve(OWN);
    }

    /** Marks the folder as a target, unless it is one, and answers its id. Other things may be in it already. */
    static String mark(Path root) throws IOException {
        Path own = root.toAbsolutePath().normalize().resolve(OWN);
        makeFolders(own.resolve("uploads"));
        Path identity = own.resolve(IDENTITY);
        Path draft = own.resolve(IDENTITY + "." + UUID.randomUUID());
        try {
            Files.writeString(draft, UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW);
            sync(draft);
            Files.createLink(identity, draft);
        } catch (FileAlreadyExistsException _) {
            // It is a target already, perhaps since a moment ago: its id stands.
        } finally {
            Files.deleteIfExists(draft);
        }
        sync(own);
        return readIdentity(own).orElseThrow(
                () -> new IOException(identity + " is empty or damaged; restore it, or take another folder"));
    }

    /** The id of a folder that is a target; empty if it is none, or nothing is there. */
    static Optional<String> idOf(Path root) throws IOException {
        try {
            return readIdentity(root.toAbsolutePath().normalize().resolve(OWN));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> readIdentity(Path own) throws IOException {
        Path identity = own.resolve(IDENTITY);
        if (Files.size(identity) > IDENTITY_BYTES_AT_MOST) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(identity).strip()).filter(id -> !id.isEmpty());
    }

    /** Makes sure that the folder is there and is the one: an empty mount point must not pass for an empty target. */
    void prove() throws CloudException {
        Optional<String> found;
        try {
            found = readIdentity(own);
        } catch (NoSuchFileException _) {
            throw new CloudException.Unavailable("the target folder " + target.root()
                    + " is not mounted: it has no identity file; mount it, or correct the target's path",
                    DirectoryExceptions.RETRY_AFTER);
        } catch (IOException e) {
            throw DirectoryExceptions.of("reading the identity of " + target.root(), e);
        }
        if (!found.equals(Optional.of(target.id()))) {
            throw new CloudException.Refused("the target folder " + target.root() + " is another one",
                    "its identity is " + found.orElse("empty") + ", not " + target.id());
        }
    }

    Path root() {
        return target.root();
    }

    Path uploads() {
        return own.resolve("uploads");
    }

    /** A change of names, kept apart from those of other threads and processes. */
    interface Change<T> {
        T make() throws IOException, CloudException;
    }

    /**
     * Makes a change under the lock.
     *
     * @throws DirectoryExceptions.AfterChangeException if the change was made and only the lock failed to close
     */
    <T> T locked(Change<T> change) throws IOException, CloudException {
        boolean made = false;
        try (FolderLock.Held _ = lock.hold(own.resolve("lock"))) {
            T result = change.make();
            made = true;
            return result;
        } catch (IOException e) {
            throw made ? new DirectoryExceptions.AfterChangeException("done, but its lock failed to close", e) : e;
        }
    }

    /** Makes missing folders, each durable in its parent. */
    static void makeFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            makeFolders(parent);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (parent != null) {
            sync(parent);
        }
    }

    /** Removes a file and the folders that it leaves empty. Under the lock, so that none is in use by a put. */
    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        try {
            removeEmptyFolders(file.getParent());
        } catch (IOException e) {
            throw new DirectoryExceptions.AfterChangeException("done, but its folder was not synced", e);
        }
    }

    private void removeEmptyFolders(@Nullable Path lowest) throws IOException {
        Path folder = lowest;
        while (folder != null && !folder.equals(target.root()) && Files.isDirectory(folder) && empty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
        }
        if (folder != null && Files.isDirectory(folder)) {
            sync(folder);
        }
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    static void replace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw DirectoryExceptions.naming(e);
        }
    }

    /** Syncs a file or the names in a folder. A failure is final: the next sync would lie. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
        // An XFS that has shut itself down still says of a folder that it is synced, but opens nothing any more.
        FileChannel.open(path, StandardOpenOption.READ).close();
    }
}
