/**
 * Chunks and the volumes that keep them: the port {@link io.spillway.cluster.chunk.ChunkVolume}, its adapter on a
 * directory of a local file system, and the checksums that every read is checked against. A volume knows chunks by
 * id and nothing of objects beyond the owner's name that it notes in each file; which chunks make an object, and on
 * which volumes they go, is decided elsewhere.
 */
@NullMarked
package io.spillway.cluster.chunk;

import org.jspecify.annotations.NullMarked;
