package io.spillway.cluster.api.object;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;

/** What an action is done to, with the account that owns it. */
public sealed interface Resource {
    AccountName owner();

    record AccountResource(AccountName owner) implements Resource {}

    record ContainerResource(AccountName owner, ContainerName container) implements Resource {}

    record ObjectResource(AccountName owner, ContainerName container, ObjectKey key) implements Resource {}
}
