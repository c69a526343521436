package io.spillway.cluster.api.transition;

import io.spillway.cluster.api.name.NodeId;

/**
 * Who drives an attempt. A commit by an owner whose epoch is older than the one stored is refused.
 *
 * @param term ascends each time a node takes over, and each time it starts
 */
public record Epoch(long term, NodeId node) {}
