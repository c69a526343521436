package io.spillway.appliance.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spillway.appliance.datadirectory.DataDirectory;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a tour keeps everything in. A later tour replaces what an earlier one made there, and touches nothing
 * else in it.
 */
record DemoFolder(Path path) {
    private static final String MARKER = ".spillway-demo";
    private static final String APPLIANCE = "appliance";

    /**
     * Makes the folder ready for a new tour.
     *
     * @throws DemoException if it is not a demo's, or an appliance still runs on it
     */
    static DemoFolder take(Path path) throws DemoException {
        DemoFolder folder = new DemoFolder(path);
        try {
            folder.refuseForeign();
            folder.refuseInUse();
            Files.createDirectories(path);
            Files.writeString(path.resolve(MARKER),
                    "Made by spillway demo; the next demo here removes what this one made.\n");
            for (Path made : folder.made()) {
                remove(made);
            }
            return folder;
        } catch (IOException e) {
            throw new DemoException(
                    "the folder " + path + " cannot be used: " + e + "; name another with --data", e);
        }
    }

    /** Whether a demo keeps its things there. */
    static boolean isOne(Path path) {
        return Files.exists(path.resolve(MARKER));
    }

    /** The appliance's data directory. */
    Path appliance() {
        return path.resolve(APPLIANCE);
    }

    /** The key that the appliance makes for its first account. */
    Path credentials() {
        return appliance().resolve("credentials");
    }

    /** The chunk files of its volume, see docs/formats/chunk-file.md. */
    Path chunks() {
        return appliance().resolve("volume").resolve("chunks");
    }

    /** The folder that stands for a cloud. */
    Path cloud() {
        return path.resolve("cloud");
    }

    Path policy() {
        return path.resolve("archive.yaml");
    }

    Path log() {
        return path.resolve("appliance.log");
    }

    /** What a cloud on this machine prints, by its script's name. */
    Path cloudLog(String cloud) {
        return path.resolve(cloud + ".log");
    }

    Path cloudCredentials() {
        return path.resolve("cloud-credentials");
    }

    private List<Path> made() {
        return List.of(appliance(), cloud(), policy(), log(), cloudLog("localstack"), cloudLog("b2_simulator"),
                cloudCredentials());
    }

    private void refuseForeign() throws DemoException, IOException {
        if (isOne(path) || !Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new DemoException(path + " is not a folder; name another with --data");
        }
        try (Stream<Path> entries = Files.list(path)) {
            String found = entries.map(entry -> entry.getFileName().toString()).sorted().limit(3)
                    .collect(Collectors.joining(", "));
            if (!found.isEmpty()) {
                throw new DemoException("the folder " + path + " was not made by a demo and holds " + found
                        + "; a demo replaces its folder, so name an empty or a new one with --data");
            }
        }
    }

    private void refuseInUse() throws DemoException, IOException {
        if (!DataDirectory.isComplete(appliance())) {
            return;
        }
        try {
            DataDirectory.claim(appliance()).close();
        } catch (DataDirectoryException e) {
            throw new DemoException("the last demo's appliance is still there: " + e.getMessage()
                    + "; end it, or name another folder with --data", e);
        }
    }

    /** Removes a file or a folder with all in it, without following links out of it. */
    private static void remove(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
