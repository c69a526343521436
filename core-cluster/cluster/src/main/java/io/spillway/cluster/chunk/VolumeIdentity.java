package io.spillway.cluster.chunk;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.VolumeId;

/** Whose volume it is; kept in a file on the volume, so that an empty mount point is not taken for it. */
public record VolumeIdentity(ClusterId cluster, NodeId node, VolumeId volume) {}
