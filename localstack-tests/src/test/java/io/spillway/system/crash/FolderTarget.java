package io.spillway.system.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.spillway.system.command.CommandProcess;

import static org.assertj.core.api.Assertions.assertThat;

/** A folder as a target, and what stands in it as docs/formats/directory-target.md has it. */
record FolderTarget(String name, Path folder) {
    void add(Path data) throws Exception {
        CommandProcess added = CommandProcess.run("target", "add", name, "--type", "directory", "--path", folder,
                "--data", data);
        assertThat(added.code()).as(added.toString()).isZero();
    }

    /** Objects of moved versions. */
    Set<Path> packs() throws IOException {
        return files(file -> file.toString().endsWith(".pack.object"));
    }

    /** Of containers. */
    Set<Path> backups() throws IOException {
        return files(file -> file.toString().endsWith(".sqlite.object") && !file.toString().contains("/namespace/"));
    }

    /**
     * What was on its way in: the names of the files, with the object's key where there is one. A key that a crash left
     * unfinished stands for no upload; it goes when it is an hour old.
     */
    Set<String> uploads() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(file -> file.startsWith(folder.resolve(".spillway/uploads")))) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".new")) {
                found.add(name.endsWith(".key") ? name + " of " + contentOf(file) : name);
            }
        }
        return found;
    }

    private static String contentOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException _) {
            return "what has ended meanwhile";
        }
    }

    private Set<Path> files(Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        Set<Path> found = new TreeSet<>();
        walk(folder, wanted, found);
        return found;
    }

    /** Unlike {@link Files#walk}, it does not mind what is removed meanwhile. */
    private static void walk(Path folder, Predicate<Path> wanted, Set<Path> found) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (Files.isDirectory(entry)) {
                    walk(entry, wanted, found);
                } else if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
        } catch (NoSuchFileException _) {
            // Removed between its parent's listing and its own.
        }
    }
}
