package io.spillway.appliance.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import io.spillway.appliance.configuration.DataSize;

/** Files and the bytes in them. */
record Footprint(long files, long bytes) {
    /** What lies under a folder now. Files that go while it is looked at are not counted. */
    static Footprint of(Path folder, String suffix) throws DemoException {
        Count count = new Count(suffix);
        try {
            Files.walkFileTree(folder, count);
            return new Footprint(count.files, count.bytes);
        } catch (IOException e) {
            throw new DemoException("the folder " + folder + " cannot be looked at: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "%s in %,d files".formatted(new DataSize(bytes), files);
    }

    private static final class Count extends SimpleFileVisitor<Path> {
        private final String suffix;
        private long files;
        private long bytes;

        Count(String suffix) {
            this.suffix = suffix;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().endsWith(suffix)) {
                files++;
                bytes += attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
