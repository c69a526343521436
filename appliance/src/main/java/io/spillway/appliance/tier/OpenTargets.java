package io.spillway.appliance.tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.CloudUsage;
import io.spillway.cloud.api.MeteredCloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.cluster.remote.ReadableTargets.ReadableTarget;
import io.spillway.tier.target.Target;
import io.spillway.tier.target.Targets;

/**
 * The targets of the namespace, opened when they are first asked for and kept open. A record that changes is opened anew;
 * what was open before stays so until the appliance stops, for the calls that are under way.
 */
public final class OpenTargets implements Targets, AutoCloseable {
    private final TargetRecords records;
    private final TargetConnectors connectors;
    private final ClusterId cluster;
    /** As many as there are targets. */
    private final Map<String, Opened> open = new HashMap<>();
    /** As many as there were changes of targets since the start, which an operator makes by hand. */
    private final List<CloudStore> retired = new ArrayList<>();

    private record Opened(TargetRecord record, MeteredCloudStore store) {}

    public OpenTargets(TargetRecords records, TargetConnectors connectors, ClusterId cluster) {
        this.records = records;
        this.connectors = connectors;
        this.cluster = cluster;
    }

    @Override
    public Optional<Target> find(String name) {
        return opened(name).map(target -> new Target(name, shownClass(target.record()), target.store(),
                () -> TargetOwnership.of(target.store())
                        .confirm(new Owner(cluster.value(), target.record().ownerEpoch()))));
    }

    /** The same for reads, which want less of a target. */
    public Optional<ReadableTarget> readable(String name) {
        return opened(name).map(target -> new ReadableTarget(target.store().identity(), target.store()));
    }

    /** What was asked of a target since it was opened; empty if it has not been. */
    Optional<CloudUsage> usage(String name) {
        synchronized (open) {
            return Optional.ofNullable(open.get(name)).map(target -> target.store().usage());
        }
    }

    /** What readers see as the class of objects that are in the target only: its own name unless it was given one. */
    static String shownClass(TargetRecord record) {
        String shown = record.settings().get(TargetRequest.CLASS);
        return shown == null ? record.name() : shown;
    }

    private Optional<Opened> opened(String name) {
        Optional<TargetRecord> record = records.find(name);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        synchronized (open) {
            Opened known = open.get(name);
            if (known == null || !known.record().equals(record.get())) {
                if (known != null) {
                    retired.add(known.store());
                }
                known = new Opened(record.get(), new MeteredCloudStore(connectors.of(record.get())
                        .open(record.get().settings(), () -> record.get().credentials())));
                open.put(name, known);
            }
            return Optional.of(known);
        }
    }

    @Override
    public void close() {
        synchronized (open) {
            open.values().forEach(target -> target.store().close());
            open.clear();
            retired.forEach(CloudStore::close);
            retired.clear();
        }
    }
}
