package io.spillway.cloud.api.owner;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.TargetCapabilities;

/**
 * Claims a target's prefix for one cluster. Of any number of clusters that claim at once exactly one gets it; the
 * others are {@link CloudException.Refused} with the owner's name. A target that decides conditions decides this too;
 * one that keeps versions is written first and then asked who was earliest; one that does neither is refused.
 */
public final class TargetOwnership {
    /** Sorts apart from everything that a cluster stores under its own id. */
    public static final CloudKey MARKER = new CloudKey("spillway-owner");

    private final CloudStore store;
    private final OwnerMarker marker;

    private TargetOwnership(CloudStore store, OwnerMarker marker) {
        this.store = store;
        this.marker = marker;
    }

    /**
     * Looks how the target can be claimed.
     *
     * @throws CloudException.Refused if it can not
     */
    public static TargetOwnership of(CloudStore store) throws CloudException {
        TargetCapabilities can = store.capabilities();
        if (can.supports(PutCondition.Kind.IF_ABSENT) && can.supports(PutCondition.Kind.IF_VERSION)) {
            return new TargetOwnership(store, new ConditionalMarker(store));
        }
        return switch (can.versions()) {
            case KEPT -> new TargetOwnership(store, new EarliestMarker(store));
            case NONE -> throw new CloudException.Refused("claiming " + store.identity(),
                    "it neither decides conditions nor keeps versions, so two appliances could own it;"
                            + " enable versioning on the bucket");
        };
    }

    /** The owner of now; empty if nobody has claimed the target. */
    public Optional<Owner> owner() throws CloudException {
        return marker.read();
    }

    /** Makes the cluster the owner of a free target, or finds that it is; the answer has the epoch that holds. */
    public Owner claim(UUID cluster) throws CloudException, IOException {
        Optional<Owner> found = marker.read();
        Owner owner = found.isPresent() ? found.get() : marker.write(new Owner(cluster, 1), found);
        if (!owner.cluster().equals(cluster)) {
            throw belongsTo(owner);
        }
        return owner;
    }

    /**
     * Makes the cluster the owner whoever was it before, with a higher epoch that fences the former owner. For an
     * operator who knows that the former owner is gone.
     */
    public Owner takeOver(UUID cluster) throws CloudException, IOException {
        Optional<Owner> found = marker.read();
        Owner wanted = new Owner(cluster, found.map(Owner::epoch).orElse(0L) + 1);
        Owner owner = marker.write(wanted, found);
        if (!owner.equals(wanted)) {
            throw belongsTo(owner);
        }
        return owner;
    }

    /** Makes sure that the target still belongs to this owner, and was not taken over since. */
    public void confirm(Owner expected) throws CloudException {
        Owner owner = marker.read(expected).orElseThrow(() -> new CloudException.Refused("using " + store.identity(),
                "its marker \"" + MARKER + "\" is gone; see who removed it, then claim the target again"));
        if (!owner.equals(expected)) {
            throw belongsTo(owner);
        }
    }

    private CloudException.Refused belongsTo(Owner owner) {
        return new CloudException.Refused("using " + store.identity(), "it belongs to cluster " + owner.cluster()
                + " (epoch " + owner.epoch() + "); take another prefix, or, if that cluster is lost, take it over");
    }
}
