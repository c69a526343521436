package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.RecordBackup;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.container.ContainerFile;
import io.spillway.cluster.directory.sqlite.DamagedFileException;

/** Copies of container files. */
final class DirectoryBackups implements ContainerBackups {
    private final DirectoryGroup group;

    DirectoryBackups(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public long copyTo(ContainerRef container, Path file) throws ObjectStoreException, IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try {
            return group.files().containers().use(container, open -> {
                open.copyTo(file);
                // The copy itself says how far it goes; the file may be ahead of it by now.
                return ContainerFile.lastChangeOf(file);
            });
        } catch (DamagedFileException e) {
            throw group.missing(container, e);
        }
    }

    @Override
    public void record(ContainerRef container, RemoteObject backup, long sequence) throws ObjectStoreException {
        Outcome.Applied _ = Answers.applied(group.propose(new RecordBackup(container, backup, sequence)));
    }
}
