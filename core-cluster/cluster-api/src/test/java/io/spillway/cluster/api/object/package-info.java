/**
 * The object store's contract as tests, and a small store in memory that keeps it. An adapter implements
 * {@link io.spillway.cluster.api.object.ObjectStoreContract} in ten lines and inherits every test; what only one
 * adapter does is tested beside that adapter, not here.
 */
@NullMarked
package io.spillway.cluster.api.object;

import org.jspecify.annotations.NullMarked;
