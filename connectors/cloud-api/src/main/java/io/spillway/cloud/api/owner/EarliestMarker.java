package io.spillway.cloud.api.owner;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;

/**
 * A marker on a target that only keeps versions. Everyone writes and then looks at all versions: the highest epoch
 * wins, and within it the earliest write. A later writer sees the earlier one, since it looks after it has written;
 * so at most one of them takes itself for the owner.
 */
record EarliestMarker(CloudStore store) implements OwnerMarker {
    private static final int PAGE = 1000;

    @Override
    public Optional<Owner> read() throws CloudException {
        Optional<Owner> best = Optional.empty();
        Optional<ListCursor> at = Optional.of(ListCursor.START);
        while (at.isPresent()) {
            Listing page = store.list(TargetOwnership.MARKER.value(), at.get(), PAGE);
            for (Listing.Item item : page.items()) {
                best = better(best, item);
            }
            at = page.next();
        }
        return best;
    }

    /**
     * One read instead of a listing and a read: who was once found to be the owner still is while its own marker is the
     * newest, for a take-over would be newer. It is the deed of an operator, long after the claim; a write of the claim that
     * was on its way for so long would hide it.
     */
    @Override
    public Optional<Owner> read(Owner expected) throws CloudException {
        try {
            Owner newest = OwnerMarker.decode(store, CloudRef.newest(TargetOwnership.MARKER));
            return newest.equals(expected) ? Optional.of(newest) : read();
        } catch (CloudException.NotFound _) {
            // Gone, or hidden by somebody; all versions tell.
            return read();
        }
    }

    /** Newest come first, so of equal epochs the one seen last is the earliest. */
    private Optional<Owner> better(Optional<Owner> best, Listing.Item item) throws CloudException {
        return switch (item) {
            case Listing.Stored stored when stored.key().equals(TargetOwnership.MARKER) -> {
                Owner owner = OwnerMarker.decode(store, stored.ref().ref());
                yield best.isPresent() && best.get().epoch() > owner.epoch() ? best : Optional.of(owner);
            }
            case Listing.Stored _,Listing.Marker _ -> best;
        };
    }

    @Override
    public Owner write(Owner wanted, Optional<Owner> found) throws CloudException, IOException {
        try {
            store.put(TargetOwnership.MARKER, new BytesSource(wanted.encode()), PutCondition.ALWAYS,
                    new InMemoryUploadJournal());
        } catch (CloudException.OutcomeUnknown e) {
            return read().orElseThrow(() -> e);
        }
        return read().orElseThrow(() -> new CloudException.Unavailable(
                "the target does not show the marker that it has just taken in", Duration.ofMinutes(1)));
    }
}
