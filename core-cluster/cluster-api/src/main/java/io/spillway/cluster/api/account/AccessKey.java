package io.spillway.cluster.api.account;

import io.spillway.cluster.api.name.AccountName;

/** A key pair with which requests of an account are signed. */
public record AccessKey(String id, Secret secret, AccountName account) {}
