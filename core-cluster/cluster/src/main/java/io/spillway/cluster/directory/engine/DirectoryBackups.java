package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.NamespaceBackups;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.RecordBackup;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.container.ContainerFile;
import io.spillway.cluster.directory.namespace.NamespaceFile;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.VolumeFailedException;

/** Copies of container files, and of the namespace's file. */
final class DirectoryBackups implements ContainerBackups, NamespaceBackups {
    private final DirectoryGroup group;

    DirectoryBackups(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public List<ContainerRef> containers(Optional<ContainerRef> after, int limit) {
        return group.files().namespace().activeRefs(after, limit);
    }

    @Override
    public long copyTo(ContainerRef container, Path file) throws ObjectStoreException, IOException {
        refuseExisting(file);
        try {
            group.files().containers().use(container, open -> {
                open.copyTo(file);
                return true;
            });
        } catch (DamagedFileException e) {
            throw group.missing(container, e);
        } catch (VolumeFailedException e) {
            throw new IOException("the copy " + file + " could not be written: " + e.getMessage(), e);
        }
        return lastChangeOf(file);
    }

    /** The copy itself says how far it goes; the file may be ahead of it by now. */
    private static long lastChangeOf(Path copy) throws IOException {
        try {
            return ContainerFile.lastChangeOf(copy);
        } catch (DamagedFileException | VolumeFailedException e) {
            throw new IOException("the copy " + copy + " cannot be read back: " + e.getMessage(), e);
        }
    }

    @Override
    public long copyNamespaceTo(Path file) throws ObjectStoreException, IOException {
        refuseExisting(file);
        try {
            group.files().namespace().copyTo(file);
            return NamespaceFile.appliedIndexOf(file);
        } catch (DamagedFileException e) {
            throw new ObjectStoreException.Damaged(String.valueOf(e.getMessage()), e);
        } catch (VolumeFailedException e) {
            throw new IOException("the copy " + file + " could not be written: " + e.getMessage(), e);
        }
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    @Override
    public void record(ContainerRef container, RemoteObject backup, long sequence) throws ObjectStoreException {
        Outcome.Applied _ = Answers.applied(group.propose(new RecordBackup(container, backup, sequence)));
    }

    @Override
    public Optional<Current> current(ContainerRef container, String fingerprint) throws ObjectStoreException {
        return group.read(container, reads -> reads.currentBackup(fingerprint));
    }
}
