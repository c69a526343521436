package io.spillway.cloud.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls, failures and bytes. */
public final class MeteredCloudStore extends ForwardingCloudStore {
    private record Meter(LongAdder made, LongAdder failed, LongAdder bytes) {}

    /** A call that may fail in the port's ways; the journal's and the source's errors are those of a put alone. */
    private interface Call<T, E extends Exception> {
        T make() throws CloudException, E;
    }

    private final Map<CloudOperation, Meter> meters = new EnumMap<>(CloudOperation.class);

    public MeteredCloudStore(CloudStore store) {
        super(store);
        for (CloudOperation operation : CloudOperation.values()) {
            meters.put(operation, new Meter(new LongAdder(), new LongAdder(), new LongAdder()));
        }
    }

    /** The counts of now; calls that are under way count as made. */
    public CloudUsage usage() {
        Map<CloudOperation, CloudUsage.Calls> calls = new EnumMap<>(CloudOperation.class);
        meters.forEach((operation, meter) -> calls.put(operation,
                new CloudUsage.Calls(meter.made().sum(), meter.failed().sum(), meter.bytes().sum())));
        return new CloudUsage(calls);
    }

    private Meter meter(CloudOperation operation) {
        return Objects.requireNonNull(meters.get(operation));
    }

    private <T, E extends Exception> T count(CloudOperation operation, Call<T, E> call) throws CloudException, E {
        Meter meter = meter(operation);
        meter.made().increment();
        boolean done = false;
        try {
            T result = call.make();
            done = true;
            return result;
        } finally {
            if (!done) {
                meter.failed().increment();
            }
        }
    }

    @Override
    public TargetCapabilities capabilities() throws CloudException {
        return count(CloudOperation.CAPABILITIES, super::capabilities);
    }

    @Override
    public List<TargetFinding> inspect() throws CloudException {
        return count(CloudOperation.INSPECT, super::inspect);
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        return new MeteredContent(count(CloudOperation.OPEN, () -> super.open(ref, range)),
                meter(CloudOperation.OPEN));
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        return count(CloudOperation.STAT, () -> super.stat(ref));
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        return count(CloudOperation.LIST, () -> super.list(prefix, after, limit));
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        return count(CloudOperation.UPLOADS, () -> super.uploads(prefix, after, limit));
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        StoredObject stored = this.<StoredObject, IOException>count(CloudOperation.PUT,
                () -> super.put(key, source, condition, journal));
        meter(CloudOperation.PUT).bytes().add(stored.length());
        return stored;
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        return count(CloudOperation.DELETE, () -> super.delete(refs));
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        count(CloudOperation.CANCEL, () -> {
            super.cancel(upload);
            return upload;
        });
    }

    private record MeteredContent(CloudContent content, Meter meter) implements CloudContent {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public int read(ByteBuffer target) throws CloudException {
            try {
                int read = content.read(target);
                meter.bytes().add(Math.max(0, read));
                return read;
            } catch (CloudException e) {
                meter.failed().increment();
                throw e;
            }
        }

        @Override
        public void close() {
            content.close();
        }
    }
}
