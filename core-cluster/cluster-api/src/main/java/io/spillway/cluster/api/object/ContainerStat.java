package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;

public record ContainerStat(AccountName account, ContainerName name, Instant created,
        Optional<StoragePolicyName> storagePolicy) {}
