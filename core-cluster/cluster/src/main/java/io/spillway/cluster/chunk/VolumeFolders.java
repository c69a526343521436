package io.spillway.cluster.chunk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.spillway.cluster.api.location.ChunkId;

/**
 * The folders of a volume, all made when it is: {@code chunks/00} to {@code chunks/ff} by the first two digits of the
 * chunk id, and {@code incoming/0} to {@code incoming/f} for chunks that are not sealed, apart from the others so that
 * those of a crash are found without walking the volume.
 */
final class VolumeFolders {
    private static final int CHUNK_FOLDERS = 256;
    private static final int INCOMING_FOLDERS = 16;
    private static final Pattern CHUNK_FILE = Pattern.compile("[0-9a-f]{32}");

    private final Path chunks;
    private final Path incoming;
    private final FolderSync[] syncs = new FolderSync[CHUNK_FOLDERS];

    VolumeFolders(Path root, Disk disk) {
        chunks = root.resolve("chunks");
        incoming = root.resolve("incoming");
        for (int i = 0; i < CHUNK_FOLDERS; i++) {
            syncs[i] = new FolderSync(disk, chunkFolder(i));
        }
    }

    void make(Path root, Disk disk) throws IOException {
        for (int i = 0; i < CHUNK_FOLDERS; i++) {
            Files.createDirectories(chunkFolder(i));
        }
        for (int i = 0; i < INCOMING_FOLDERS; i++) {
            Files.createDirectories(incoming.resolve(Integer.toHexString(i)));
        }
        disk.syncFolder(chunks);
        disk.syncFolder(incoming);
        disk.syncFolder(root);
    }

    Path sealed(ChunkId chunk) {
        return chunkFolder(folderOf(chunk)).resolve(chunk.value());
    }

    Path unsealed(ChunkId chunk) {
        return incoming.resolve(chunk.value().substring(2, 3)).resolve(chunk.value());
    }

    Path probe() {
        return incoming.resolve("probe");
    }

    /** The shared sync of the folder that this chunk is sealed in. */
    FolderSync syncOf(ChunkId chunk) {
        return syncs[folderOf(chunk)];
    }

    /** Removes what a crash left unsealed. Only before the first chunk is created. */
    void sweepIncoming(Disk disk) throws IOException {
        for (int i = 0; i < INCOMING_FOLDERS; i++) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming.resolve(Integer.toHexString(i)))) {
                for (Path file : files) {
                    disk.delete(file);
                }
            }
        }
    }

    List<StoredChunk> list(Optional<ChunkId> after, int limit) throws IOException {
        List<StoredChunk> page = new ArrayList<>();
        String last = after.map(ChunkId::value).orElse("");
        for (int i = after.map(VolumeFolders::folderOf).orElse(0); i < CHUNK_FOLDERS && page.size() < limit; i++) {
            for (String name : namesBehind(chunkFolder(i), last)) {
                if (page.size() == limit) {
                    break;
                }
                stat(chunkFolder(i).resolve(name)).ifPresent(page::add);
            }
        }
        return page;
    }

    private static List<String> namesBehind(Path folder, String last) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.compareTo(last) > 0 && CHUNK_FILE.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        names.sort(null);
        return names;
    }

    /** The chunk in this file, or none if it has been deleted meanwhile. */
    private static Optional<StoredChunk> stat(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new StoredChunk(new ChunkId(file.getFileName().toString()), attributes.size(),
                    attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Path chunkFolder(int folder) {
        return chunks.resolve(HexFormat.of().toHexDigits((byte) folder));
    }

    private static int folderOf(ChunkId chunk) {
        return HexFormat.fromHexDigits(chunk.value(), 0, 2);
    }
}
