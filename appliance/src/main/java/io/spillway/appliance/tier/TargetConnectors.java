package io.spillway.appliance.tier;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.spillway.appliance.configuration.NodeConfiguration;
import io.spillway.cluster.api.registry.TargetRecord;

/** The connectors that this appliance has, by type. */
public final class TargetConnectors {
    private final Map<String, TargetConnector> byType = new TreeMap<>();

    /** Those of a node, whose data directory and volumes no target may share a folder with. */
    public TargetConnectors(NodeConfiguration node) {
        List<Path> own = new ArrayList<>(node.volumes());
        own.add(node.data());
        for (TargetConnector connector : List.of(new DirectoryConnector(own), new S3Connector(), new B2Connector())) {
            byType.put(connector.type(), connector);
        }
    }

    TargetConnector of(String type) throws TierException {
        TargetConnector connector = byType.get(type);
        if (connector == null) {
            throw new TierException("there is no type of target \"" + type + "\"; write --type with one of "
                    + String.join(", ", byType.keySet()));
        }
        return connector;
    }

    /** The connector of a target that was recorded, and so has had one. */
    TargetConnector of(TargetRecord record) {
        TargetConnector connector = byType.get(record.kind());
        if (connector == null) {
            throw new IllegalStateException("target " + record.name() + " is of type " + record.kind()
                    + ", which this version of Spillway does not have; use the version that added it");
        }
        return connector;
    }
}
