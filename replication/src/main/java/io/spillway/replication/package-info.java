/**
 * Replication of namespaces to other sites: shipper, applier, seeding, fail-over. Nothing of it is built yet; the
 * change log that it will follow is {@code io.spillway.cluster.api.change}.
 */
@NullMarked
package io.spillway.replication;

import org.jspecify.annotations.NullMarked;
