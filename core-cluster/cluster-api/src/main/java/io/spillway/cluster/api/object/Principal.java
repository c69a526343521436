package io.spillway.cluster.api.object;

import io.spillway.cluster.api.name.AccountName;

/** Who asks, after verification. */
public sealed interface Principal {
    /** A client whose signature by a key of this account was verified. */
    record AccountPrincipal(AccountName account, String accessKeyId) implements Principal {}

    /** A part of the appliance itself, such as the tiering engine, acting on no client's behalf. */
    record SystemPrincipal(String component) implements Principal {}
}
