/**
 * The replicated log of the directory: Apache Ratis with one member, in process, without a socket. Opaque operations go
 * in, many to an entry, and come out in order at a {@link io.spillway.cluster.directory.raft.BatchApplier}. What an
 * operation means, and which file it changes, is not known here; Ratis is known nowhere else.
 */
@NullMarked
package io.spillway.cluster.directory.raft;

import org.jspecify.annotations.NullMarked;
