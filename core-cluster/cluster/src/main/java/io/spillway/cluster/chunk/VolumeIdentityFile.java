package io.spillway.cluster.chunk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;

/** The file {@value #NAME} in a volume's root. It is written last when a volume is made and never changed. */
final class VolumeIdentityFile {
    static final String NAME = "spillway-volume";
    private static final String FORMAT = "1";

    private VolumeIdentityFile() {}

    static void write(Disk disk, Path root, VolumeIdentity identity) throws IOException {
        String text = "format=" + FORMAT + "\ncluster=" + identity.cluster() + "\nnode=" + identity.node()
                + "\nvolume=" + identity.volume() + "\n";
        Path temporary = root.resolve(NAME + ".new");
        disk.delete(temporary);
        try (FileChannel file = disk.create(temporary)) {
            disk.write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            disk.sync(file);
        }
        disk.rename(temporary, root.resolve(NAME));
        disk.syncFolder(root);
    }

    static VolumeIdentity read(Path root) throws ChunkException.VolumeRefused {
        Path file = root.resolve(NAME);
        try {
            Properties fields = new Properties();
            fields.load(new StringReader(Files.readString(file)));
            String format = field(file, fields, "format");
            if (!format.equals(FORMAT)) {
                throw new ChunkException.VolumeRefused("volume " + root + " has format " + format
                        + "; this release knows format " + FORMAT + ", use the release that wrote it");
            }
            return new VolumeIdentity(new ClusterId(UUID.fromString(field(file, fields, "cluster"))),
                    new NodeId(UUID.fromString(field(file, fields, "node"))),
                    new VolumeId(UUID.fromString(field(file, fields, "volume"))));
        } catch (NoSuchFileException e) {
            throw new ChunkException.VolumeRefused("no volume is at " + root + ": the file " + NAME
                    + " is missing; mount the volume's disk there, or make a new volume by \"init\"", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ChunkException.VolumeRefused("the volume at " + root + " cannot be identified: " + e.getMessage(),
                    e);
        }
    }

    private static String field(Path file, Properties fields, String name) {
        return Optional.ofNullable(fields.getProperty(name))
                .orElseThrow(() -> new IllegalArgumentException(file + " lacks " + name));
    }
}
