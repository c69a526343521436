/**
 * Removing remote bytes that nothing refers to: garbage notes of remote objects and of attempts, by exact key and
 * version, on a target that has proven to be the one that holds them. Local chunk files are the cluster's own upkeep.
 */
@NullMarked
package io.spillway.tier.collect;

import org.jspecify.annotations.NullMarked;
