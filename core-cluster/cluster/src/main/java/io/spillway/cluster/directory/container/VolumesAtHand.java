package io.spillway.cluster.directory.container;

import java.util.Set;

import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.VolumeId;

/** What is left of a lost node's volumes. */
public record VolumesAtHand(Set<VolumeId> ids) {
    public VolumesAtHand {
        ids = Set.copyOf(ids);
    }

    /** Whether the bytes of a metachunk are nowhere any more. */
    boolean isLost(Location location) {
        return switch (location) {
            case Location.Local local -> local.replicas().stream().noneMatch(replica -> ids.contains(replica.volume()));
            case Location.Inline(InlineBytes bytes) -> bytes.length() == 0;
            case Location.Both _,Location.Remote _ -> false;
        };
    }
}
