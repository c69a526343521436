package io.spillway.cluster.store;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.placement.DataSecurity;

/** A storage policy as one write uses it. */
record StoragePolicy(StoragePolicyName name, DataSecurity security) {}
