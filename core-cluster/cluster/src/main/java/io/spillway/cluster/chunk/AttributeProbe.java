package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds out, by doing it, whether a file system keeps attributes as large as a chunk's. */
final class AttributeProbe {
    private AttributeProbe() {}

    static void run(Path root, Path file, Disk disk) throws IOException, ChunkException.VolumeRefused {
        disk.delete(file);
        byte[] value = new byte[ChunkAttributes.MAX_BYTES];
        Arrays.fill(value, (byte) 'p');
        try (FileChannel _ = disk.create(file)) {
            disk.writeAttribute(file, "spillway.probe", value);
            if (!Arrays.equals(value, SystemDisk.readAttribute(file, "spillway.probe"))) {
                throw new IOException("the attribute read back is not the one that was written");
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new ChunkException.VolumeRefused("the file system of " + root + " (" + Files.getFileStore(root).type()
                    + ") does not keep user extended attributes of " + value.length
                    + " bytes, which chunks need; use ext4, XFS, Btrfs or ZFS with xattr=sa (" + e + ")", e);
        } finally {
            disk.delete(file);
        }
    }
}
