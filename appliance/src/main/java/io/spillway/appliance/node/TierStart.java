package io.spillway.appliance.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

import io.spillway.appliance.admin.AdminServer;
import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.datadirectory.NodeIdentity;
import io.spillway.appliance.tier.BackupRuns;
import io.spillway.appliance.tier.ObjectHistory;
import io.spillway.appliance.tier.OpenTargets;
import io.spillway.appliance.tier.PolicyRuns;
import io.spillway.appliance.tier.Recalls;
import io.spillway.appliance.tier.RegisteredPolicies;
import io.spillway.appliance.tier.TargetAdministration;
import io.spillway.appliance.tier.TargetConnectors;
import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.api.registry.PolicyRecords;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.tier.engine.TieringEngine;
import io.spillway.tier.engine.TieringPorts;
import io.spillway.tier.engine.TieringTools;
import io.spillway.tier.fault.Failpoints;

/** Puts the tier together over a cluster that is open. */
final class TierStart {
    /** Copies of container files on their way to a target; what a crash leaves there is overwritten. */
    private static final String SCRATCH = "scratch";

    private final Configuration configuration;
    private final NodeIdentity identity;
    private final Clock clock;
    private final SecureRandom random;
    private final RunningParts parts;

    TierStart(Configuration configuration, NodeIdentity identity, Clock clock, SecureRandom random,
            RunningParts parts) {
        this.configuration = configuration;
        this.identity = identity;
        this.clock = clock;
        this.random = random;
        this.parts = parts;
    }

    /** What operators have given to the namespace. */
    record Registry(TargetRecords targets, PolicyRecords policies) {}

    /**
     * The tier, put together.
     *
     * @param engine not started yet
     */
    record Tier(OpenTargets targets, TieringEngine engine, AdminServer.Tier routes) {}

    Tier run(ClusterNode cluster, Registry registry) throws IOException {
        DirectoryEngine directory = cluster.directory();
        Path data = configuration.node().data();
        var connectors = new TargetConnectors(configuration.node());
        OpenTargets targets = parts.add("the targets",
                new OpenTargets(registry.targets(), connectors, identity.cluster()));
        var policies = new RegisteredPolicies(registry.policies(), registry.targets());
        var ports = new TieringPorts(
                new TieringPorts.Directory(directory.transitions(), directory.candidates(), directory.metachunks(),
                        directory.garbage(), directory.backups(), directory.namespaceBackups()),
                new TieringPorts.Store(cluster.store(), cluster.localChunks()), targets, policies,
                new TieringPorts.Node(identity.cluster(), new Epoch(directory.drawTerm(), identity.node()),
                        data.resolve(SCRATCH)));
        TieringEngine engine = parts.add("the tiering engine", new TieringEngine(ports,
                configuration.tier().engine(), new TieringTools(clock, random, Failpoints.NONE)));
        PolicyRuns runs = parts.add("policy runs", new PolicyRuns(engine, policies, clock));
        BackupRuns backups = parts.add("backups", new BackupRuns(engine, registry.targets()));
        return new Tier(targets, engine, new AdminServer.Tier(
                new TargetAdministration(registry.targets(), connectors, targets, identity.cluster()), policies, runs,
                backups,
                new Recalls(engine, directory, directory.candidates(), clock),
                new ObjectHistory(directory, directory.candidates(), directory.transitions(), policies, clock),
                engine));
    }
}
