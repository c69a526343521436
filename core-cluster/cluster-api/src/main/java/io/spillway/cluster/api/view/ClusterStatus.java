package io.spillway.cluster.api.view;

import java.util.List;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.StoragePolicyName;

/**
 * A cluster at one moment.
 *
 * @param accounts by name; as far as the change log has been read
 * @param volumes by node, then by id
 */
public record ClusterStatus(ClusterId cluster, StoragePolicyName defaultStoragePolicy, List<AccountUsage> accounts,
        List<VolumeReport> volumes) {
    public ClusterStatus {
        accounts = List.copyOf(accounts);
        volumes = List.copyOf(volumes);
    }
}
