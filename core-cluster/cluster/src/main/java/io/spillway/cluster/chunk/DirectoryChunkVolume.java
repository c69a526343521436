package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Phaser;

import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.name.VolumeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A volume on a directory of a local file system that has user extended attributes (ext4, XFS, Btrfs, ZFS, tmpfs).
 * A chunk file holds the chunk's bytes as they are; {@code docs/formats/chunk-file.md} describes it.
 */
public final class DirectoryChunkVolume implements ChunkVolume {
    static final Logger LOG = LoggerFactory.getLogger(DirectoryChunkVolume.class);

    private final Path root;
    private final VolumeId id;
    private final VolumeGate gate;
    private final VolumeFolders folders;
    private final Disk disk;
    private final VolumeSettings settings;
    private final UninterruptedCalls calls = new UninterruptedCalls();
    /** One party for the volume and one for each writer, so that closing waits for those who still write. */
    private final Phaser writers = new Phaser(1);

    private DirectoryChunkVolume(Path root, VolumeIdentity identity, VolumeSettings settings, Disk disk) {
        this.root = root;
        this.id = identity.volume();
        this.settings = settings;
        this.disk = disk;
        gate = new VolumeGate(id, root);
        folders = new VolumeFolders(root, disk);
    }

    /** Whether a volume has been made at this folder, whosever it is. */
    public static boolean isAt(Path root) {
        return Files.exists(root.resolve(VolumeIdentityFile.NAME));
    }

    /** Whose the volume at this folder is. */
    public static VolumeIdentity identityOf(Path root) throws ChunkException.VolumeRefused {
        return VolumeIdentityFile.read(root);
    }

    /** Makes an empty folder, or one that does not exist yet, a volume. */
    public static void initialise(Path root, VolumeIdentity identity) throws ChunkException.VolumeRefused {
        initialise(root, identity, new SystemDisk());
    }

    static void initialise(Path root, VolumeIdentity identity, Disk disk) throws ChunkException.VolumeRefused {
        if (isAt(root)) {
            throw new ChunkException.VolumeRefused("there is a volume at " + root + " already");
        }
        try {
            Files.createDirectories(root);
            VolumeFolders folders = new VolumeFolders(root, disk);
            folders.make(root, disk);
            AttributeProbe.run(root, folders.probe(), disk);
            VolumeIdentityFile.write(disk, root, identity);
        } catch (IOException e) {
            throw new ChunkException.VolumeRefused("no volume can be made at " + root + ": " + e, e);
        }
    }

    /**
     * Opens the volume at this folder and removes what a crash left unsealed on it.
     *
     * @throws ChunkException.VolumeRefused if it is not there, is of another cluster or node, or its file system
     *         keeps no extended attributes
     */
    public static DirectoryChunkVolume open(Path root, VolumeOwner owner, VolumeSettings settings)
            throws ChunkException.VolumeRefused {
        return open(root, owner, settings, new SystemDisk());
    }

    static DirectoryChunkVolume open(Path root, VolumeOwner owner, VolumeSettings settings, Disk disk)
            throws ChunkException.VolumeRefused {
        VolumeIdentity identity = VolumeIdentityFile.read(root);
        owner.require(root, identity);
        DirectoryChunkVolume volume = new DirectoryChunkVolume(root, identity, settings, disk);
        try {
            if (Files.getFileStore(root).isReadOnly()) {
                volume.gate.readOnly("mounted read-only");
                return volume;
            }
            volume.folders.sweepIncoming(disk);
            AttributeProbe.run(root, volume.folders.probe(), disk);
            return volume;
        } catch (IOException e) {
            throw new ChunkException.VolumeRefused("volume " + identity.volume() + " at " + root + " cannot be used: "
                    + e, e);
        }
    }

    @Override
    public VolumeId id() {
        return id;
    }

    @Override
    public ChunkWriter create(ChunkId chunk) throws ChunkException {
        gate.requireWritable();
        requireRoom();
        if (writers.register() < 0) {
            throw new ChunkException.VolumeFailed(id, "it is closed");
        }
        try {
            return new DirectoryChunkWriter(this, chunk);
        } catch (ChunkException e) {
            writers.arriveAndDeregister();
            throw e;
        }
    }

    @Override
    public ChunkReader open(ChunkId chunk, ChunkDigest expected) throws ChunkException {
        return new DirectoryChunkReader(this, chunk, expected);
    }

    @Override
    public ChunkDescription describe(ChunkId chunk) throws ChunkException {
        Path file = folders.sealed(chunk);
        try {
            return ChunkAttributes.decode(SystemDisk.readAttribute(file, ChunkAttributes.DESCRIPTION),
                    SystemDisk.readAttribute(file, ChunkAttributes.BLOCKS));
        } catch (IllegalArgumentException e) {
            throw new ChunkException.CorruptChunk(id, chunk, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException _) {
            throw new ChunkException.NoSuchChunk(id, chunk);
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new ChunkException.CorruptChunk(id, chunk, "its attributes cannot be read: " + e.getMessage());
            }
            throw new ChunkException.NoSuchChunk(id, chunk);
        }
    }

    @Override
    public void delete(Collection<ChunkId> chunks) throws ChunkException {
        gate.requireWritable();
        calls.run(() -> deleteNow(chunks));
    }

    private void deleteNow(Collection<ChunkId> chunks) throws ChunkException {
        Set<FolderSync> changed = new LinkedHashSet<>();
        for (ChunkId chunk : chunks) {
            try {
                disk.delete(folders.sealed(chunk));
            } catch (IOException e) {
                throw gate.failed("deleting chunk " + chunk, e);
            }
            changed.add(folders.syncOf(chunk));
        }
        for (FolderSync folder : changed) {
            try {
                folder.await();
            } catch (IOException e) {
                throw gate.fence("sync of a folder after deletes", e);
            }
        }
    }

    @Override
    public List<StoredChunk> list(Optional<ChunkId> after, int limit) throws ChunkException {
        try {
            return folders.list(after, limit);
        } catch (IOException e) {
            throw gate.failed("listing chunks", e);
        }
    }

    @Override
    public VolumeStatus status() {
        try {
            long total = Files.getFileStore(root).getTotalSpace();
            return new VolumeStatus(id, gate.state(), total, Math.max(0, disk.freeBytes(root) - settings.reserve()));
        } catch (IOException e) {
            return new VolumeStatus(id, new VolumeStatus.State.ReadOnly("its file system does not answer: " + e), 0,
                    0);
        }
    }

    @Override
    public void close() {
        writers.arriveAndAwaitAdvance();
        writers.forceTermination();
        calls.close();
    }

    /** Where {@code chunk} is kept, for whoever shows an operator the file. */
    public Path fileOf(ChunkId chunk) {
        return folders.sealed(chunk);
    }

    void requireRoom() throws ChunkException {
        try {
            long free = disk.freeBytes(root);
            if (free < settings.reserve()) {
                throw new ChunkException.VolumeFull(id, free + " bytes are free, its reserve is " + settings.reserve());
            }
        } catch (IOException e) {
            throw gate.failed("asking for free space", e);
        }
    }

    void uninterrupted(UninterruptedCalls.Call call) throws ChunkException {
        calls.run(call);
    }

    void ended() {
        writers.arriveAndDeregister();
    }

    VolumeGate gate() {
        return gate;
    }

    VolumeFolders folders() {
        return folders;
    }

    Disk disk() {
        return disk;
    }

    BlockBuffers readBuffers() {
        return settings.readBuffers();
    }
}
