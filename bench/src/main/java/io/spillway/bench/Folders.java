package io.spillway.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Trees of files: how large they are, and their removal. */
final class Folders {
    /** Of small files the names are many, and the bytes few. */
    private static final int SMALL = 64 << 10;

    private Folders() {}

    /** Walks instead of listing: a measurement leaves a million files. */
    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Gives the space of all but small files back and leaves every name. An ext4 without a journal looks at each inode
     * that was freed in the last minutes before it makes a file, so that removing many slows what is measured next.
     */
    static void giveSpaceBack(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() > SMALL) {
                    Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
                }
                return FileVisitResult.CONTINUE;
            }
        });
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
