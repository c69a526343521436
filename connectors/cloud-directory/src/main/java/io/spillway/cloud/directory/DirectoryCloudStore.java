package io.spillway.cloud.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetIdentity;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;

/**
 * A folder as a target. It keeps no versions: a put under a taken key replaces, and each write is named by its entity
 * tag. Its evidence is the SHA-256 of the bytes read again. There is no retry: a file system does not get better by
 * asking twice.
 */
public final class DirectoryCloudStore implements CloudStore {
    /** Copying less again costs no more than looking for what is there. */
    private static final long RESUMABLE_FROM = 16L << 20;

    private final DirectoryTarget target;
    private final TargetCapabilities capabilities;
    private final TargetFolder folder;
    private final StagedUploads uploads;

    /** Opens without a look: each call proves that the folder is there and is the one. */
    public DirectoryCloudStore(DirectoryTarget target) {
        this(target, RESUMABLE_FROM);
    }

    /**
     * The same for a folder on which copying again costs more, or less, than usual.
     *
     * @param resumableFrom bytes, at least 2, from which a put that was cut short can be gone on with
     */
    public DirectoryCloudStore(DirectoryTarget target, long resumableFrom) {
        this(target, resumableFrom, new FolderLock.OfFiles(target.id()));
    }

    DirectoryCloudStore(DirectoryTarget target, long resumableFrom, FolderLock lock) {
        this.target = target;
        this.capabilities = new TargetCapabilities(TargetCapabilities.Versions.NONE,
                EnumSet.allOf(PutCondition.Kind.class),
                new TargetCapabilities.Evidence(Checksum.Algorithm.SHA256, Checksum.Algorithm.SHA256,
                        TargetCapabilities.StatEvidence.READ_AGAIN),
                new TargetCapabilities.Parts(resumableFrom, resumableFrom / 2, 1, Integer.MAX_VALUE),
                Long.MAX_VALUE - Trailer.BYTES, TargetCapabilities.Archives.NONE, TargetCapabilities.Locks.NONE);
        this.folder = new TargetFolder(target, lock);
        this.uploads = new StagedUploads(folder, target.prefix());
    }

    /**
     * Makes the folder a target unless it is one already, making the folder itself if need be, and answers its id. For
     * the moment when an operator adds a target, and no other.
     */
    public static String mark(Path root) throws IOException {
        return TargetFolder.mark(root);
    }

    /** The id of a folder that is a target; empty if it is none. Changes nothing. */
    public static Optional<String> idOf(Path root) throws IOException {
        return TargetFolder.idOf(root);
    }

    @Override
    public TargetIdentity identity() {
        return target.identity();
    }

    @Override
    public TargetCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<TargetFinding> inspect() throws CloudException {
        folder.prove();
        return List.of();
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        ObjectFile file = ObjectFile.open(folder, ref, path(ref.key()));
        long length = file.trailer().length();
        return switch (range) {
            case ReadRange.Whole _ -> new FileContent(file, 0, length);
            case ReadRange.Part part when part.end() <= length -> new FileContent(file, part.offset(), part.length());
            case ReadRange.Part part -> {
                file.close();
                throw new CloudException.Corrupt("\"" + ref.key() + "\" ends at " + length + ", before " + part.end());
            }
        };
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        try (ObjectFile file = ObjectFile.open(folder, ref, path(ref.key()))) {
            return file.proven();
        }
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        PageLimit.check(limit);
        folder.prove();
        try {
            String behind = FolderListing.behind(target.prefix(), after);
            List<FolderListing.Found> found = new FolderListing(target.prefix() + prefix, behind, limit + 1)
                    .below(folder.root());
            List<Listing.Item> items = new ArrayList<>();
            Optional<ListCursor> next = Optional.empty();
            for (FolderListing.Found one : found.subList(0, Math.min(limit, found.size()))) {
                Optional<Listing.Item> item = item(one);
                item.ifPresent(items::add);
                if (found.size() > limit && item.isPresent()) {
                    next = Optional.of(new ListCursor.AfterKey(item.get().key()));
                }
            }
            return new Listing(items, next);
        } catch (IOException e) {
            throw DirectoryExceptions.of("listing " + folder.root(), e);
        }
    }

    private Optional<Listing.Item> item(FolderListing.Found found) throws IOException {
        Optional<CloudKey> key = KeyPath.key(found.key().substring(KeyPath.bytes(target.prefix()).length()));
        try {
            Optional<String> etag = ObjectFile.etag(found.file());
            if (key.isEmpty() || etag.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Listing.Stored(new ExactRef(key.get(), new Generation.Tagged(etag.get())),
                    Math.max(0, Files.size(found.file()) - Trailer.BYTES),
                    Files.getLastModifiedTime(found.file()).toInstant()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        PageLimit.check(limit);
        folder.prove();
        try {
            return PageLimit.page(uploads.open(), prefix, after, limit);
        } catch (IOException e) {
            throw DirectoryExceptions.of("listing the uploads of " + folder.root(), e);
        }
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        return new DirectoryPut(folder, uploads, capabilities.parts().resumableFrom()).put(key, path(key), source,
                condition,
                journal);
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        if (refs.size() > MAX_DELETES) {
            throw new IllegalArgumentException(refs.size() + " removals in one call; " + MAX_DELETES + " at most");
        }
        folder.prove();
        List<Removal> removals = new ArrayList<>();
        for (ExactRef ref : refs) {
            removals.add(delete(ref));
        }
        return removals;
    }

    private Removal delete(ExactRef ref) {
        try {
            return folder.locked(() -> switch (ref.generation()) {
                case Generation.Tagged tagged -> deleteTagged(ref, tagged.etag());
                case Generation.Version _ -> new Removal.Failed(ref, new CloudException.Refused(
                        "removing \"" + ref.key() + "\"", "a folder has no versions; name it by its entity tag"));
            });
        } catch (IOException e) {
            return new Removal.Failed(ref, DirectoryExceptions.of("removing \"" + ref.key() + "\"", e));
        } catch (CloudException e) {
            return new Removal.Failed(ref, e);
        }
    }

    private Removal deleteTagged(ExactRef ref, String etag) throws IOException, CloudException {
        folder.prove();
        Path file = path(ref.key());
        Optional<String> found = ObjectFile.etag(file);
        if (found.isPresent() && !found.get().equals(etag)) {
            return new Removal.Failed(ref, new CloudException.PreconditionFailed(
                    "\"" + ref.key() + "\" holds " + found.get() + " and no longer " + etag));
        }
        if (found.isPresent()) {
            folder.remove(file);
        }
        return new Removal.Gone(ref);
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        folder.prove();
        try {
            uploads.cancel(upload);
        } catch (IOException e) {
            throw DirectoryExceptions.of("cancelling the upload of \"" + upload.key() + "\"", e);
        }
    }

    private Path path(CloudKey key) {
        return KeyPath.of(folder.root(), target.prefix() + key);
    }

    /** Nothing is kept open between calls. */
    @Override
    public void close() {}
}
