package io.spillway.cluster.remote;

import java.util.Optional;

import io.spillway.cloud.api.CloudReader;
import io.spillway.cloud.api.TargetIdentity;

/** The targets that this node can read; the appliance implements it. */
@FunctionalInterface
public interface ReadableTargets {
    /** The open target of this name. */
    Optional<ReadableTarget> find(String name);

    /** A target and what it is. */
    record ReadableTarget(TargetIdentity identity, CloudReader reader) {}
}
