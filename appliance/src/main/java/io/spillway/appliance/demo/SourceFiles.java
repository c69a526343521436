package io.spillway.appliance.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.datadirectory.DataDirectory;

/**
 * The files that a demo takes in, and what it leaves out.
 *
 * @param full whether the limits were reached, so that the rest of the tree was not looked at
 */
record SourceFiles(List<SourceFile> files, Map<Reason, Integer> leftOut, boolean full) {
    /** What a build leaves behind, in Maven's name for it. */
    private static final String BUILD_FOLDER = "target";
    /** The project's own libraries: real files of some size, which a source tree lacks. */
    private static final Path LIBRARIES = Path.of("appliance", "target", "spillway", "lib");
    private static final String LIBRARIES_PREFIX = "libraries/";

    SourceFiles {
        files = List.copyOf(files);
        leftOut = Map.copyOf(leftOut);
    }

    /** Why a file or folder is left out. */
    enum Reason {
        HIDDEN("hidden"), BUILT("build folders"), DATA("data of an appliance or a demo"), LINK(
                "links and special files"), LARGE("too large"), LONG("with too long a name"), UNREADABLE("unreadable");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    /**
     * How much is taken. A demo is to be over in minutes on a laptop, and needs twice the bytes on its disk.
     *
     * @param largest single file
     */
    record Limits(int files, long bytes, long largest) {
        static final Limits DEFAULT = new Limits(2_000, 256L << 20, 64L << 20);

        @Override
        public String toString() {
            return "%,d files, %s in all, %s each".formatted(files, new DataSize(bytes), new DataSize(largest));
        }
    }

    /** The files under a folder, in the order of their names, as far as the limits go. */
    static SourceFiles under(Path root, Limits limits) throws DemoException {
        if (!Files.isDirectory(root)) {
            throw new DemoException("there is no folder " + root + " to take files from; name one with --from");
        }
        Walk walk = new Walk(limits);
        walk.folder(root, "");
        if (Files.isDirectory(root.resolve(LIBRARIES))) {
            walk.folder(root.resolve(LIBRARIES), LIBRARIES_PREFIX);
        }
        return new SourceFiles(walk.files, walk.leftOut, walk.full);
    }

    long bytes() {
        return files.stream().mapToLong(SourceFile::size).sum();
    }

    /** What is left out, in a phrase. */
    String leftOutText(Limits limits) {
        String reasons = leftOut.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey().text).collect(Collectors.joining(", "));
        String rest = full ? "all behind the demo's limit (" + limits + ")" : "";
        String both = reasons.isEmpty() || rest.isEmpty() ? reasons + rest : reasons + ", " + rest;
        return both.isEmpty() ? "nothing" : both;
    }

    private static final class Walk {
        /** Of S3. */
        private static final int LONGEST_KEY = 1024;

        private final Limits limits;
        private final List<SourceFile> files = new ArrayList<>();
        private final Map<Reason, Integer> leftOut = new EnumMap<>(Reason.class);
        private long bytes;
        private boolean full;

        Walk(Limits limits) {
            this.limits = limits;
        }

        void folder(Path folder, String prefix) {
            List<Path> entries;
            try (Stream<Path> listed = Files.list(folder)) {
                entries = listed.sorted().toList();
            } catch (IOException _) {
                leaveOut(Reason.UNREADABLE);
                return;
            }
            for (Path entry : entries) {
                if (full) {
                    return;
                }
                entry(entry, prefix + entry.getFileName());
            }
        }

        private void entry(Path entry, String key) {
            String name = entry.getFileName().toString();
            if (name.startsWith(".")) {
                leaveOut(Reason.HIDDEN);
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (name.equals(BUILD_FOLDER)) {
                    leaveOut(Reason.BUILT);
                } else if (DemoFolder.isOne(entry) || DataDirectory.isComplete(entry)) {
                    leaveOut(Reason.DATA);
                } else {
                    folder(entry, key + "/");
                }
            } else if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                leaveOut(Reason.LINK);
            } else {
                file(entry, key);
            }
        }

        private void file(Path file, String key) {
            long size;
            try {
                size = Files.size(file);
            } catch (IOException _) {
                leaveOut(Reason.UNREADABLE);
                return;
            }
            if (!Files.isReadable(file)) {
                leaveOut(Reason.UNREADABLE);
            } else if (size > limits.largest()) {
                leaveOut(Reason.LARGE);
            } else if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
                leaveOut(Reason.LONG);
            } else if (files.size() == limits.files() || bytes + size > limits.bytes()) {
                full = true;
            } else {
                files.add(new SourceFile(file, key, size));
                bytes += size;
            }
        }

        private void leaveOut(Reason reason) {
            leftOut.merge(reason, 1, Integer::sum);
        }
    }
}
