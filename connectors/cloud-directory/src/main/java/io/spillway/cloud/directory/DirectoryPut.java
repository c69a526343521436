package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;

/**
 * One put: stage and sync the bytes, read them again, give them their name, sync the folder. The name comes by a hard
 * link where the key must be free, which the file system itself decides between processes, and by a rename otherwise,
 * compared under the folder's lock.
 */
final class DirectoryPut {
    private final TargetFolder folder;
    private final StagedUploads uploads;
    private final long resumableFrom;

    DirectoryPut(TargetFolder folder, StagedUploads uploads, long resumableFrom) {
        this.folder = folder;
        this.uploads = uploads;
        this.resumableFrom = resumableFrom;
    }

    StoredObject put(CloudKey key, Path to, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        folder.prove();
        return source.length() < resumableFrom
                ? putSmall(key, to, source, condition)
                : putLarge(key, to, source, condition, journal);
    }

    private StoredObject putSmall(CloudKey key, Path to, CloudSource source, PutCondition condition)
            throws CloudException, IOException {
        UploadId upload = begin(key);
        StoredObject stored;
        try {
            stored = store(upload, to, source, condition);
        } catch (CloudException | IOException | RuntimeException e) {
            end(upload);
            throw e;
        }
        endOf(stored, upload);
        return stored;
    }

    private StoredObject putLarge(CloudKey key, Path to, CloudSource source, PutCondition condition,
            UploadJournal journal) throws CloudException, IOException {
        UploadId upload = resumeOrBegin(key, to, journal);
        try {
            StoredObject stored = store(upload, to, source, condition);
            endOf(stored, upload);
            journal.clear();
            return stored;
        } catch (CorruptSourceException | CloudException.PreconditionFailed e) {
            // Going on with these bytes cannot succeed.
            end(upload);
            journal.clear();
            throw e;
        }
    }

    private UploadId resumeOrBegin(CloudKey key, Path to, UploadJournal journal) throws CloudException, IOException {
        Optional<UploadId> earlier = journal.find();
        if (earlier.isPresent() && earlier.get().key().equals(key) && stands(earlier.get())) {
            if (!isNamed(earlier.get(), to)) {
                return earlier.get();
            }
            end(earlier.get());
        }
        UploadId upload = begin(key);
        try {
            journal.record(upload);
        } catch (IOException e) {
            end(upload);
            throw e;
        }
        return upload;
    }

    private UploadId begin(CloudKey key) throws CloudException {
        try {
            return uploads.begin(key);
        } catch (IOException e) {
            throw failed(key, e);
        }
    }

    private boolean stands(UploadId upload) throws CloudException {
        try {
            return uploads.stands(upload);
        } catch (IOException e) {
            throw failed(upload.key(), e);
        }
    }

    /** A process that ended behind the link has left the object's own file here too, which must not be written to. */
    private static boolean isNamed(UploadId upload, Path to) throws CloudException {
        try {
            return ObjectFile.etag(to).equals(Optional.of(upload.id()));
        } catch (IOException e) {
            throw DirectoryExceptions.of("looking for \"" + upload.key() + "\"", e);
        }
    }

    /** Of a put that failed: what is left of it is listed as an upload, which its caller gives up or goes on with. */
    private void end(UploadId upload) {
        try {
            uploads.end(upload);
        } catch (IOException _) {
            // As if the process had ended here.
        }
    }

    /** Of a put that succeeded, whose caller would ask for no upload any more. */
    private void endOf(StoredObject stored, UploadId upload) throws CloudException {
        try {
            uploads.end(upload);
        } catch (IOException e) {
            throw new CloudException.OutcomeUnknown("\"" + stored.key() + "\" stands, but its upload in "
                    + folder.uploads() + " could not be removed: " + e.getMessage(), e);
        }
    }

    private StoredObject store(UploadId upload, Path to, CloudSource source, PutCondition condition)
            throws CloudException, IOException {
        Path staged = uploads.bytes(upload);
        StagedWrite.run(upload, source, staged);
        StoredObject stored;
        try (ObjectFile file = ObjectFile.open(folder, CloudRef.newest(upload.key()), staged)) {
            stored = file.proven();
        }
        try {
            folder.locked(() -> publish(upload.key(), staged, to, condition));
        } catch (IOException e) {
            throw failed(upload.key(), e);
        }
        try {
            TargetFolder.sync(folderOf(to));
        } catch (IOException e) {
            throw new CloudException.OutcomeUnknown("\"" + upload.key() + "\" stands, but its folder was not synced: "
                    + "a power cut may lose it; look at the disk", e);
        }
        return stored;
    }

    private Path publish(CloudKey key, Path staged, Path to, PutCondition condition)
            throws IOException, CloudException {
        folder.prove();
        TargetFolder.makeFolders(folderOf(to));
        switch (condition) {
            case PutCondition.Always _ -> TargetFolder.replace(staged, to);
            case PutCondition.IfAbsent _ -> link(key, staged, to);
            case PutCondition.IfVersion expected -> {
                Optional<String> found = ObjectFile.etag(to);
                if (!found.equals(Optional.of(expected.expected().etag()))) {
                    throw new CloudException.PreconditionFailed("\"" + key + "\" holds " + found.orElse("nothing")
                            + " and not " + expected.expected().etag());
                }
                TargetFolder.replace(staged, to);
            }
        }
        return to;
    }

    private static void link(CloudKey key, Path staged, Path to) throws IOException, CloudException {
        try {
            Files.createLink(to, staged);
        } catch (FileAlreadyExistsException e) {
            throw new CloudException.PreconditionFailed("there is a \"" + key + "\" already", e);
        } catch (UnsupportedOperationException e) {
            throw new DirectoryExceptions.UnlinkableException(e);
        } catch (FileSystemException e) {
            if ("Operation not permitted".equals(e.getReason()) || "Operation not supported".equals(e.getReason())) {
                throw new DirectoryExceptions.UnlinkableException(e);
            }
            throw DirectoryExceptions.naming(e);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private CloudException failed(CloudKey key, IOException e) {
        return DirectoryExceptions.of("storing \"" + key + "\" in " + folder.root(), e);
    }
}
