package io.spillway.tier.engine;

import java.nio.file.Path;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Garbage;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.api.transition.Metachunks;
import io.spillway.cluster.api.transition.NamespaceBackups;
import io.spillway.cluster.api.transition.Transitions;
import io.spillway.tier.run.PolicyVersions;
import io.spillway.tier.target.Targets;

/** What the engine stands on. */
public record TieringPorts(Directory directory, Store store, Targets targets, PolicyVersions policies, Node node) {
    /** The directory's rows. */
    public record Directory(Transitions transitions, Candidates candidates, Metachunks metachunks, Garbage garbage,
            ContainerBackups backups, NamespaceBackups namespace) {}

    /** The bytes on volumes. */
    public record Store(ObjectReader objects, LocalChunks chunks) {}

    /**
     * Who works here.
     *
     * @param epoch with a term that no earlier start had
     * @param scratch a directory of the engine's own, for copies of container files
     */
    public record Node(ClusterId cluster, Epoch epoch, Path scratch) {}
}
