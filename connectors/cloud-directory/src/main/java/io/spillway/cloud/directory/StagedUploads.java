package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadListing;

/**
 * Objects on their way in: for each a file of bytes and beside it a file with the key, so that one which nobody goes
 * on with can be found and cancelled. An upload's id becomes the id of the write.
 */
final class StagedUploads {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String KEY_END = ".key";
    private static final String BYTES_END = ".bytes";
    /** A key that is being written: a crash leaves no half of one under its name. */
    private static final String UNFINISHED_END = ".new";
    private static final Duration UNFINISHED_AT_MOST = Duration.ofHours(1);

    private final TargetFolder folder;
    private final String prefix;

    StagedUploads(TargetFolder folder, String prefix) {
        this.folder = folder;
        this.prefix = prefix;
    }

    UploadId begin(CloudKey key) throws IOException {
        String id = UUID.randomUUID().toString().replace("-", "");
        Path unfinished = Files.writeString(folder.uploads().resolve(id + UNFINISHED_END), prefix + key);
        TargetFolder.sync(unfinished);
        Files.move(unfinished, folder.uploads().resolve(id + KEY_END), StandardCopyOption.ATOMIC_MOVE);
        Files.createFile(bytes(id));
        TargetFolder.sync(folder.uploads());
        return new UploadId(key, id);
    }

    boolean stands(UploadId upload) throws IOException {
        return isBegun(upload) && Files.exists(bytes(upload.id()));
    }

    private boolean isBegun(UploadId upload) throws IOException {
        return ID.matcher(upload.id()).matches() && key(upload.id()).equals(Optional.of(prefix + upload.key()));
    }

    Path bytes(UploadId upload) {
        return bytes(upload.id());
    }

    private Path bytes(String id) {
        return folder.uploads().resolve(id + BYTES_END);
    }

    private Optional<String> key(String id) throws IOException {
        try {
            return Optional.of(Files.readString(folder.uploads().resolve(id + KEY_END)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Also of one without bytes: a crash came before they were there, or when they had their name already. */
    void cancel(UploadId upload) throws IOException {
        if (isBegun(upload)) {
            end(upload);
        }
    }

    /** The bytes go first: a key without bytes is still found by the sweep. */
    void end(UploadId upload) throws IOException {
        Files.deleteIfExists(bytes(upload));
        Files.deleteIfExists(folder.uploads().resolve(upload.id() + KEY_END));
    }

    /** All of them in the order of their keys: there are as many as puts in flight, and what crashes left. */
    List<UploadListing.Open> open() throws IOException {
        removeUnfinished();
        List<UploadListing.Open> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.uploads(), "*" + KEY_END)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                String id = name.substring(0, name.length() - KEY_END.length());
                Optional<String> key = key(id)
                        .filter(text -> text.startsWith(prefix) && text.length() > prefix.length());
                if (key.isPresent() && ID.matcher(id).matches()) {
                    found.add(new UploadListing.Open(
                            new UploadId(new CloudKey(key.get().substring(prefix.length())), id), begun(entry)));
                }
            }
        }
        found.sort(Comparator.comparing((UploadListing.Open open) -> open.upload().key())
                .thenComparing(open -> open.upload().id()));
        return found;
    }

    /** Those that nobody can be writing any more. */
    private void removeUnfinished() throws IOException {
        Instant before = Instant.now().minus(UNFINISHED_AT_MOST);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.uploads(), "*" + UNFINISHED_END)) {
            for (Path entry : entries) {
                if (begun(entry).isBefore(before)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static Instant begun(Path entry) throws IOException {
        try {
            return Files.getLastModifiedTime(entry).toInstant();
        } catch (NoSuchFileException _) {
            return Instant.EPOCH; // It ended while we looked; cancelling it succeeds.
        }
    }
}
