package io.spillway.cluster.api.location;

import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;

/** One chunk file: its id and the volume that holds it. */
public record ChunkReplica(ChunkId chunk, NodeId node, VolumeId volume) {}
