package io.spillway.tier.node;

import io.spillway.cluster.ClusterNode;
import io.spillway.tier.engine.TieringPorts;

/** The directory of a node as the engine sees it. */
final class TestPorts {
    private TestPorts() {}

    static TieringPorts.Directory directory(ClusterNode node) {
        var engine = node.directory();
        return new TieringPorts.Directory(engine.transitions(), engine.candidates(), engine.metachunks(),
                engine.garbage(), engine.backups(), engine.namespaceBackups());
    }
}
