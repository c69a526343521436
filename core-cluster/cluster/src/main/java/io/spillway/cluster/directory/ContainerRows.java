package io.spillway.cluster.directory;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;

/**
 * Reads of one container's file. Each is one short read of a committed state that holds every commit answered before
 * it began. All throw {@link ObjectStoreException.Damaged} if the container's file is missing or damaged, and
 * {@link ObjectStoreException.Unavailable} if the reference is of no container that is listed.
 */
public interface ContainerRows {
    Optional<ObjectVersion> current(ContainerRef container, ObjectKey key) throws ObjectStoreException;

    Optional<ObjectVersion> exact(ContainerRef container, ObjectKey key, VersionId version)
            throws ObjectStoreException;

    /**
     * Metachunks of a version that end behind {@code offset}, in order, at most {@code limit}; none if the version is
     * gone, in which case the caller resolves the object again.
     */
    List<Metachunk> metachunks(ContainerRef container, VersionId version, long offset, int limit)
            throws ObjectStoreException;

    /** A page of current versions in key order; keys folded by a delimiter are skipped by index, not scanned. */
    VersionPage list(ContainerRef container, ListRequest request) throws ObjectStoreException;

    /** An upload that is open, or was completed within the last day. */
    Optional<UploadEntry> upload(ContainerRef container, UploadId upload) throws ObjectStoreException;

    /** Parts with a number above {@code after}, in order, at most {@code limit}. */
    List<PartStat> parts(ContainerRef container, UploadId upload, int after, int limit) throws ObjectStoreException;

    /** Open uploads by key, then by id, which begins with the time of creation. */
    UploadListing uploads(ContainerRef container, UploadListRequest request) throws ObjectStoreException;

    WriteState write(ContainerRef container, WriteId write) throws ObjectStoreException;
}
