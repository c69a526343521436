package io.spillway.tier.node;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
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

/** A target before which a test puts faults; with none it is the target itself. */
public final class FaultyCloud implements CloudStore {
    private final CloudStore store;
    private volatile PutFault put = CloudStore::put;
    private volatile OpenFault open = CloudStore::open;
    private volatile StatFault stat = CloudStore::stat;
    private volatile DeleteFault delete = CloudStore::delete;

    /** What becomes of a put. */
    @FunctionalInterface
    public interface PutFault {
        StoredObject put(CloudStore store, CloudKey key, CloudSource source, PutCondition condition,
                UploadJournal journal) throws CloudException, IOException;
    }

    /** What becomes of a read. */
    @FunctionalInterface
    public interface OpenFault {
        CloudContent open(CloudStore store, CloudRef ref, ReadRange range) throws CloudException;
    }

    /** What becomes of a stat. */
    @FunctionalInterface
    public interface StatFault {
        StoredObject stat(CloudStore store, CloudRef ref) throws CloudException;
    }

    /** What becomes of a removal. */
    @FunctionalInterface
    public interface DeleteFault {
        List<Removal> delete(CloudStore store, List<ExactRef> refs) throws CloudException;
    }

    FaultyCloud(CloudStore store) {
        this.store = store;
    }

    /** Faults of all stores that this decorates; a node makes one for the engine and one for its reads. */
    public static final class Faults implements UnaryOperator<CloudStore> {
        private volatile PutFault put = CloudStore::put;
        private volatile OpenFault open = CloudStore::open;
        private volatile StatFault stat = CloudStore::stat;
        private volatile DeleteFault delete = CloudStore::delete;

        @Override
        public CloudStore apply(CloudStore store) {
            var faulty = new FaultyCloud(store);
            faulty.put = (s, key, source, condition, journal) -> put.put(s, key, source, condition, journal);
            faulty.open = (s, ref, range) -> open.open(s, ref, range);
            faulty.stat = (s, ref) -> stat.stat(s, ref);
            faulty.delete = (s, refs) -> delete.delete(s, refs);
            return faulty;
        }

        public void onPut(PutFault fault) {
            put = fault;
        }

        /** The fault befalls one put; the next ones go well. */
        public void onNextPut(PutFault fault) {
            put = (s, key, source, condition, journal) -> {
                put = CloudStore::put;
                return fault.put(s, key, source, condition, journal);
            };
        }

        public void onOpen(OpenFault fault) {
            open = fault;
        }

        public void onStat(StatFault fault) {
            stat = fault;
        }

        public void onDelete(DeleteFault fault) {
            delete = fault;
        }

        public void none() {
            put = CloudStore::put;
            open = CloudStore::open;
            stat = CloudStore::stat;
            delete = CloudStore::delete;
        }
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        return put.put(store, key, source, condition, journal);
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        return open.open(store, ref, range);
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        return stat.stat(store, ref);
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
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        return delete.delete(store, refs);
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        store.cancel(upload);
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
    public void close() {
        store.close();
    }
}
