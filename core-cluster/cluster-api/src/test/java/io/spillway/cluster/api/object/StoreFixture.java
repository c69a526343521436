package io.spillway.cluster.api.object;

import java.util.concurrent.atomic.AtomicLong;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.StoragePolicyName;

/** What an adapter gives to its contract tests. */
public interface StoreFixture {
    AtomicLong ACCOUNTS = new AtomicLong(System.nanoTime());

    /** The store under test, built with {@link #authoriser()}. */
    ObjectStore store();

    /** The authoriser that the store was built with; the same one for the life of the store. */
    RecordingAuthoriser authoriser();

    /** The storage policy of objects for which nobody asked for one. */
    StoragePolicyName namespacePolicy();

    /** Another storage policy that the store knows. */
    StoragePolicyName otherPolicy();

    /** An account that no other test uses; a store that must be told of accounts overrides this. */
    default AccountName newAccount() {
        return new AccountName("account-" + ACCOUNTS.incrementAndGet());
    }

    /** An account of its own with one empty container. */
    default Tenant tenant() throws ObjectStoreException {
        return Tenant.withContainer(store(), newAccount());
    }
}
