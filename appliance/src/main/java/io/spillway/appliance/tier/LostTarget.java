package io.spillway.appliance.tier;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.tier.target.Target;

/** The target of a lost node, opened by what an operator says of it, since there is no record any more. */
public final class LostTarget implements AutoCloseable {
    private final TargetRequest request;
    private final Map<String, String> settings;
    private final CloudStore store;
    private final TargetOwnership ownership;

    private LostTarget(TargetRequest request, Map<String, String> settings, CloudStore store,
            TargetOwnership ownership) {
        this.request = request;
        this.settings = settings;
        this.store = store;
        this.ownership = ownership;
    }

    /**
     * Opens a place that is a target already, and changes nothing there.
     *
     * @throws TierException if it is none, or cannot be reached
     */
    public static LostTarget open(TargetRequest request, TargetConnectors connectors) throws TierException {
        TargetConnector connector = connectors.of(request.type());
        Map<String, String> settings = new HashMap<>(connector.settingsOfExisting(request));
        request.setting(TargetRequest.CLASS).ifPresent(shown -> settings.put(TargetRequest.CLASS, shown));
        CloudStore store = connector.open(settings, request::credentials);
        try {
            return new LostTarget(request, settings, store, TargetOwnership.of(store));
        } catch (CloudException e) {
            store.close();
            throw new TierException("target " + request.name() + ": " + e.getMessage(), e);
        }
    }

    /** Whose it is. */
    public ClusterId cluster() throws TierException {
        try {
            return ownership.owner().map(owner -> new ClusterId(owner.cluster()))
                    .orElseThrow(() -> new TierException("target " + request.name()
                            + " belongs to no cluster, so no node has left backups there; see that bucket, folder and"
                            + " prefix are those of the lost node"));
        } catch (CloudException e) {
            throw new TierException("target " + request.name() + ": " + e.getMessage(), e);
        }
    }

    public Target target() {
        return new Target(request.name(), settings.getOrDefault(TargetRequest.CLASS, request.name()), store,
                () -> ownership.owner());
    }

    public TargetOwnership ownership() {
        return ownership;
    }

    /** How the restored node is to know it, now that it is its own. */
    public TargetRecord record(Owner owner) {
        return new TargetRecord(request.name(), request.type(), store.identity().fingerprint(), owner.epoch(),
                settings, request.credentials());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
