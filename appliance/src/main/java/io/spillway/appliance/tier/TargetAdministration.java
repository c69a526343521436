package io.spillway.appliance.tier;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.CloudUsage;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.TargetProbe;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.policy.language.Suggestion;
import io.spillway.tier.target.Target;

/** Adding and looking at targets. Two operators who add at once are told apart by the records and the owner's marker. */
public final class TargetAdministration {
    private final TargetRecords records;
    private final TargetConnectors connectors;
    private final OpenTargets open;
    private final ClusterId cluster;

    public TargetAdministration(TargetRecords records, TargetConnectors connectors, OpenTargets open,
            ClusterId cluster) {
        this.records = records;
        this.connectors = connectors;
        this.open = open;
        this.cluster = cluster;
    }

    /**
     * A target for people.
     *
     * @param usage empty if it was not used since the start
     */
    public record Described(TargetRecord record, String shownClass, String where, Optional<CloudUsage> usage) {}

    /** All targets, by name. */
    public List<Described> list() {
        return records.list().stream().map(this::described).toList();
    }

    public Optional<Described> find(String name) {
        return records.find(name).map(this::described);
    }

    /**
     * Claims a place for this cluster and records it under a name, one at a time. The name of a known target may be
     * given again: then what is given changes (credentials, class), without a restart, and the rest stays as it was.
     *
     * @throws TierException if the description is not legal, the place is another cluster's, cannot be reached, or is
     *         set up so that data would be lost
     */
    public synchronized Described add(TargetRequest given) throws TierException {
        TargetConnector connector = connectors.of(given.type());
        requireName(given);
        TargetRequest request = records.find(given.name()).filter(record -> record.kind().equals(given.type()))
                .map(given::over).orElse(given);
        Map<String, String> settings = new HashMap<>(connector.settings(request));
        request.setting(TargetRequest.CLASS).ifPresent(shown -> settings.put(TargetRequest.CLASS, shown));
        try (CloudStore store = connector.open(settings, request::credentials)) {
            String fingerprint = store.identity().fingerprint();
            Optional<TargetRecord> known = known(request, fingerprint);
            refuseDangers(store);
            Owner owner = claim(store, known);
            TargetRecord record = new TargetRecord(request.name(), connector.type(), fingerprint, owner.epoch(),
                    settings, request.credentials());
            records.put(record);
            return described(record);
        } catch (CloudException e) {
            throw new TierException("target " + request.name() + " was not added: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TierException("target " + request.name() + " was not added: " + e, e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new TierException("target " + request.name() + " was not added: " + e.getMessage(), e);
        }
    }

    private static void requireName(TargetRequest request) throws TierException {
        try {
            TargetRecord.requireName(request.name());
        } catch (IllegalArgumentException e) {
            throw new TierException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Tries a target out, on an object of the probe's own.
     *
     * @throws TierException if there is no such target
     */
    public ProbeReport probe(String name) throws TierException {
        Target target = open.find(name).orElseThrow(() -> new TierException("there is no target \"" + name + "\": "
                + Suggestion.among(name, records.list().stream().map(TargetRecord::name).toList())));
        return new TargetProbe(target.store()).run();
    }

    private Optional<TargetRecord> known(TargetRequest request, String fingerprint) throws TierException {
        for (TargetRecord record : records.list()) {
            boolean sameName = record.name().equals(request.name());
            boolean samePlace = record.fingerprint().equals(fingerprint);
            if (sameName && !samePlace) {
                throw new TierException("target " + record.name() + " is "
                        + connectors.of(record).where(record.settings())
                        + ", and a target never becomes another place; add the new one under a name of its own");
            }
            if (samePlace && !sameName) {
                throw new TierException(
                        "this place is target " + record.name() + " already; use that name, or another prefix");
            }
            if (sameName) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private static void refuseDangers(CloudStore store) throws CloudException, TierException {
        for (TargetFinding finding : store.inspect()) {
            if (finding.severity() == TargetFinding.Severity.DANGER) {
                throw new TierException("the target is not fit: " + finding.what() + "; " + finding.remedy());
            }
        }
    }

    private Owner claim(CloudStore store, Optional<TargetRecord> known) throws CloudException, IOException {
        TargetOwnership ownership = TargetOwnership.of(store);
        if (known.isEmpty()) {
            return ownership.claim(cluster.value());
        }
        Owner ours = new Owner(cluster.value(), known.get().ownerEpoch());
        ownership.confirm(ours);
        return ours;
    }

    private Described described(TargetRecord record) {
        return new Described(record, OpenTargets.shownClass(record), connectors.of(record).where(record.settings()),
                open.usage(record.name()));
    }
}
