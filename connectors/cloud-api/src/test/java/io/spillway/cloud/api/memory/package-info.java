/**
 * A target in memory that keeps the whole contract, with capabilities to choose: for tests of what stands above the
 * port, and to show that the contract suite accepts more than one kind of target.
 */
package io.spillway.cloud.api.memory;
