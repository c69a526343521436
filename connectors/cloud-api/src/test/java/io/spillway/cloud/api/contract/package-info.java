/**
 * The contract of {@link io.spillway.cloud.api.CloudStore} as tests, one interface for each role. An adapter's test
 * implements {@link io.spillway.cloud.api.contract.CloudStoreContract} and nothing more; a capability that a target
 * lacks is asserted to be refused.
 */
package io.spillway.cloud.api.contract;
