package io.spillway.cloud.api.owner;

import java.io.IOException;
import java.util.Optional;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;

/** A marker on a target that decides conditions: the first put wins, and a take-over names what it replaces. */
record ConditionalMarker(CloudStore store) implements OwnerMarker {
    private static final CloudRef NEWEST = CloudRef.newest(TargetOwnership.MARKER);

    @Override
    public Optional<Owner> read() throws CloudException {
        try {
            return Optional.of(OwnerMarker.decode(store, NEWEST));
        } catch (CloudException.NotFound _) {
            return Optional.empty();
        }
    }

    @Override
    public Owner write(Owner wanted, Optional<Owner> found) throws CloudException, IOException {
        try {
            PutCondition condition = found.isPresent() ? ifStill(found.get()) : PutCondition.IF_ABSENT;
            store.put(TargetOwnership.MARKER, new BytesSource(wanted.encode()), condition, new InMemoryUploadJournal());
            return wanted;
        } catch (CloudException.PreconditionFailed | CloudException.OutcomeUnknown e) {
            // A rival was faster, or no answer came: what stands there tells.
            return read().orElseThrow(() -> e);
        }
    }

    private PutCondition ifStill(Owner found) throws CloudException {
        StoredObject stored = store.stat(NEWEST);
        if (!OwnerMarker.decode(store, stored.ref().ref()).equals(found)) {
            throw new CloudException.PreconditionFailed("the target has just been claimed by another cluster");
        }
        return new PutCondition.IfVersion(stored);
    }
}
