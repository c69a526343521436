package io.spillway.cluster.api.account;

import io.spillway.cluster.api.name.AccountName;

/** What an account holds: current objects and their bytes, as far as the change log has been read. */
public record AccountUsage(AccountName account, long containers, long objects, long bytes) {}
