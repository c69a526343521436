package io.spillway.system.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * A file system in a file, on a loop device of its own, which a test may cut from power or fill. Everything that was
 * made is taken away by {@link #close}.
 */
public final class LoopDisk implements AutoCloseable {
    private final Path image;
    private final Path mountPoint;
    private final String device;
    private boolean mounted;

    /** The file systems that chunks are kept on. */
    public enum Kind {
        EXT4("mkfs.ext4", "-F"), XFS("mkfs.xfs", "-f");

        private final String tool;
        /** The tool's word for "whatever is on the device". */
        private final String force;

        Kind(String tool, String force) {
            this.tool = tool;
            this.force = force;
        }

        private List<String> make(String device) {
            return List.of(tool, "-q", force, device);
        }
    }

    private LoopDisk(Path image, Path mountPoint, String device) {
        this.image = image;
        this.mountPoint = mountPoint;
        this.device = device;
    }

    /**
     * Makes and mounts one. Where this is not allowed or a tool is missing, the test ends as not run, with the reason.
     */
    public static LoopDisk make(Kind kind, Path folder, long bytes) throws IOException, InterruptedException {
        requireRoot();
        Path image = folder.resolve("disk.img");
        Path mountPoint = Files.createDirectories(folder.resolve("mounted"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        String device = "";
        try {
            device = run(List.of("losetup", "--find", "--show", image.toString())).strip();
            run(kind.make(device));
            LoopDisk disk = new LoopDisk(image, mountPoint, device);
            disk.mount();
            return disk;
        } catch (IOException e) {
            if (!device.isEmpty()) {
                run(List.of("losetup", "--detach", device));
            }
            return Assumptions.abort("not run: a " + kind + " file system on a loop device cannot be made here: "
                    + e.getMessage());
        }
    }

    private static void requireRoot() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")),
                "not run: mounting a file system on a loop device needs root");
    }

    public Path mountPoint() {
        return mountPoint;
    }

    /** As if the plug were pulled: what has not been written is never written, and every access fails from now on. */
    public void cutPower() throws IOException {
        Shutdown.withoutLogFlush(mountPoint);
    }

    /** Brings the file system back as the disk has it, by its own recovery. */
    public void mountAgain() throws IOException, InterruptedException {
        unmount();
        mount();
    }

    private void mount() throws IOException, InterruptedException {
        run(List.of("mount", device, mountPoint.toString()));
        mounted = true;
    }

    private void unmount() throws IOException, InterruptedException {
        run(List.of("umount", mountPoint.toString()));
        mounted = false;
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted) {
                run(List.of("umount", "--lazy", mountPoint.toString()));
            }
            run(List.of("losetup", "--detach", device));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + device + " was taken away; detach it by hand", e);
        }
        Files.deleteIfExists(image);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + output.strip());
        }
        return output;
    }
}
