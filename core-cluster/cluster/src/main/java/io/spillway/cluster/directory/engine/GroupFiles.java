package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.spillway.cluster.directory.container.ContainerFiles;
import io.spillway.cluster.directory.group.WorkIndex;
import io.spillway.cluster.directory.namespace.NamespaceFile;

/** The files that the log's entries are applied to. */
record GroupFiles(ContainerFiles containers, WorkIndex index, NamespaceFile namespace) implements AutoCloseable {
    static GroupFiles open(DirectorySettings settings) throws IOException {
        Path folder = settings.folder();
        Path containers = folder.resolve("containers");
        // Once the log has begun, a file that is missing is damage: made anew, it would be an empty namespace.
        boolean fresh = !Files.exists(folder.resolve("raft"));
        Files.createDirectories(containers);
        NamespaceFile namespace = NamespaceFile.open(folder.resolve("directory.db"), fresh);
        try {
            if (fresh && namespace.hasApplied()) {
                throw new IOException("the directory's log " + folder.resolve("raft")
                        + " is missing although its files have been written; restore the folder");
            }
            return new GroupFiles(new ContainerFiles(containers, settings.openFiles()),
                    WorkIndex.open(folder.resolve("group.db"), fresh), namespace);
        } catch (IOException | RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    @Override
    public void close() {
        containers.close();
        index.close();
        namespace.close();
    }
}
