package io.spillway.gateway.s3.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.spillway.cluster.api.account.AccessKey;

/**
 * Signing keys that were derived before: four of the five HMACs of a request are the same all day. Only scopes whose
 * signature was right are kept, so that nobody fills this who has no key.
 */
final class SigningKeys {
    /** More keys than sign within a day; past it, they are derived again. */
    private static final int MOST = 1024;

    private final Map<CredentialScope, Derived> kept = new ConcurrentHashMap<>();

    /** The access key too, since a secret may be replaced under the same id. */
    private record Derived(AccessKey from, SigningKey key) {}

    SigningKey of(AccessKey key, CredentialScope scope) {
        Derived derived = kept.get(scope);
        return derived != null && derived.from().equals(key) ? derived.key() : SigningKey.derive(key.secret(), scope);
    }

    void keep(AccessKey key, CredentialScope scope, SigningKey signing) {
        Derived derived = kept.get(scope);
        if (derived != null && derived.from().equals(key)) {
            return;
        }
        if (kept.size() >= MOST) {
            kept.clear();
        }
        kept.put(scope, new Derived(key, signing));
    }
}
