package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Trees of files: how large they are, and their removal. */
final class Folders {
    /** Of small files the names are many, and the bytes few. */
    private static final int SMALL = 64 << 10;

    private Folders() {}

    static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /**
     * Gives the space of all but small files back and leaves every name. An ext4 without a journal looks at each inode
     * that was freed in the last minutes before it makes a file, so that removing many slows what is measured next.
     */
    static void giveSpaceBack(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
                if (Files.size(path) > SMALL) {
                    Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
                }
            }
        }
    }

    /** Bytes of the largest regular file that is wanted; 0 if there is none. */
    static long largest(Path folder, Predicate<Path> wanted) throws IOException {
        long most = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(Files::isRegularFile).filter(wanted).toList()) {
                most = Math.max(most, Files.size(path));
            }
        }
        return most;
    }

    /** Bytes of the regular files that are wanted. */
    static long bytes(Path folder, Predicate<Path> wanted) throws IOException {
        long sum = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(Files::isRegularFile).filter(wanted).toList()) {
                sum += Files.size(path);
            }
        }
        return sum;
    }
}
