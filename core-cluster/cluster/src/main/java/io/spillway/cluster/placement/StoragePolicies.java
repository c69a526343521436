package io.spillway.cluster.placement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ObjectStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The storage policies of a namespace.
 *
 * @param standard of objects for which neither the request nor the container names one
 */
public record StoragePolicies(Map<StoragePolicyName, DataSecurity> policies, StoragePolicyName standard) {
    public StoragePolicies {
        policies = Map.copyOf(policies);
        if (!policies.containsKey(standard)) {
            throw new IllegalArgumentException("the namespace's storage policy " + standard + " is not among "
                    + names(policies));
        }
    }

    /** One copy, under the name {@code single}. */
    public static StoragePolicies single() {
        StoragePolicyName single = new StoragePolicyName("single");
        return new StoragePolicies(Map.of(single, new DataSecurity.Copies(1)), single);
    }

    public DataSecurity get(StoragePolicyName name) throws ObjectStoreException.UnknownStoragePolicy {
        @Nullable
        DataSecurity security = policies.get(name);
        if (security == null) {
            throw new ObjectStoreException.UnknownStoragePolicy("this namespace has no storage policy " + name
                    + "; it has " + names(policies));
        }
        return security;
    }

    /** The policy of a new object: the request's, else the container's, else the namespace's. */
    public StoragePolicyName choose(Optional<StoragePolicyName> request, Optional<StoragePolicyName> container)
            throws ObjectStoreException.UnknownStoragePolicy {
        StoragePolicyName chosen = request.or(() -> container).orElse(standard);
        get(chosen);
        return chosen;
    }

    private static List<String> names(Map<StoragePolicyName, DataSecurity> policies) {
        return policies.keySet().stream().map(StoragePolicyName::value).sorted().toList();
    }
}
