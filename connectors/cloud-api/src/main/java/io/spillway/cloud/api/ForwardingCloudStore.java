package io.spillway.cloud.api;

import java.io.IOException;
import java.util.List;

/** Passes every call on unchanged; decorators extend it and change what they are named for. */
public abstract class ForwardingCloudStore implements CloudStore {
    private final CloudStore store;

    protected ForwardingCloudStore(CloudStore store) {
        this.store = store;
    }

    @Override
    public TargetIdentity identity() {
        return store.identity();
    }

    @Override
    public TargetCapabilities capabilities() throws CloudException {
        return store.capabilities();
    }

    @Override
    public List<TargetFinding> inspect() throws CloudException {
        return store.inspect();
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        return store.open(ref, range);
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        return store.stat(ref);
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        return store.list(prefix, after, limit);
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        return store.uploads(prefix, after, limit);
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        return store.put(key, source, condition, journal);
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        return store.delete(refs);
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        store.cancel(upload);
    }

    @Override
    public void close() {
        store.close();
    }
}
