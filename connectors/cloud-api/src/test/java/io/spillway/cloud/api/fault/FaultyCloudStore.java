package io.spillway.cloud.api.fault;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudOperation;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.ForwardingCloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;

/** Makes calls fail by rules; those that no rule meets go through. Several rules may meet one call, and stores nest. */
public final class FaultyCloudStore extends ForwardingCloudStore {
    private interface Call<T, E extends Exception> {
        T make() throws CloudException, E;
    }

    private final List<FaultRule> rules;
    private final Map<CloudOperation, AtomicInteger> calls = new EnumMap<>(CloudOperation.class);

    public FaultyCloudStore(CloudStore store, FaultRule... rules) {
        super(store);
        this.rules = List.of(rules);
        for (CloudOperation operation : CloudOperation.values()) {
            calls.put(operation, new AtomicInteger());
        }
    }

    /** How often the operation has been called, met or not. */
    public int calls(CloudOperation operation) {
        return calls.get(operation).get();
    }

    private List<Fault> next(CloudOperation operation) {
        int number = calls.get(operation).incrementAndGet();
        return rules.stream().filter(rule -> rule.meets(operation, number)).map(FaultRule::fault).toList();
    }

    private static <T, E extends Exception> T make(List<Fault> faults, Call<T, E> call) throws CloudException, E {
        for (Fault fault : faults) {
            switch (fault) {
                case Fault.Slow slow -> slow.pause().run();
                case Fault.Before before -> throw before.error().get();
                case Fault.After _,Fault.CutBody _,Fault.ShortBody _,Fault.WrongByte _,Fault.WrongEvidence _ -> {
                }
            }
        }
        T result = call.make();
        for (Fault fault : faults) {
            if (fault instanceof Fault.After after) {
                throw after.error().get();
            }
        }
        return result;
    }

    @Override
    public TargetCapabilities capabilities() throws CloudException {
        return make(next(CloudOperation.CAPABILITIES), super::capabilities);
    }

    @Override
    public List<TargetFinding> inspect() throws CloudException {
        return make(next(CloudOperation.INSPECT), super::inspect);
    }

    @Override
    public CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        List<Fault> faults = next(CloudOperation.OPEN);
        return new FaultyContent(make(faults, () -> super.open(ref, range)), faults);
    }

    @Override
    public StoredObject stat(CloudRef ref) throws CloudException {
        List<Fault> faults = next(CloudOperation.STAT);
        StoredObject stored = make(faults, () -> super.stat(ref));
        return faults.stream().anyMatch(Fault.WrongEvidence.class::isInstance) ? withWrongEvidence(stored) : stored;
    }

    private static StoredObject withWrongEvidence(StoredObject stored) {
        Optional<Checksum> wrong = stored.evidence().map(checksum -> new Checksum(checksum.algorithm(),
                checksum.coverage(), (checksum.hex().startsWith("0") ? "1" : "0") + checksum.hex().substring(1)));
        return new StoredObject(stored.key(), stored.version(), stored.etag(), stored.length(), wrong,
                stored.modified());
    }

    @Override
    public Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        return make(next(CloudOperation.LIST), () -> super.list(prefix, after, limit));
    }

    @Override
    public UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        return make(next(CloudOperation.UPLOADS), () -> super.uploads(prefix, after, limit));
    }

    @Override
    public StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        List<Fault> faults = next(CloudOperation.PUT);
        CloudSource sent = source;
        for (Fault fault : faults) {
            sent = fault instanceof Fault.WrongByte wrong ? DamagedSource.of(sent, wrong.at()) : sent;
        }
        CloudSource bytes = sent;
        return FaultyCloudStore.<StoredObject, IOException>make(faults,
                () -> super.put(key, bytes, condition, journal));
    }

    @Override
    public List<Removal> delete(List<ExactRef> refs) throws CloudException {
        return make(next(CloudOperation.DELETE), () -> super.delete(refs));
    }

    @Override
    public void cancel(UploadId upload) throws CloudException {
        make(next(CloudOperation.CANCEL), () -> {
            super.cancel(upload);
            return upload;
        });
    }
}
