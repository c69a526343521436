/**
 * Reading metachunks from cloud targets, through the cloud port. What is read is checked by the store, against the
 * directory's checksums; writing to targets is the tiering engine's alone.
 */
@NullMarked
package io.spillway.cluster.remote;

import org.jspecify.annotations.NullMarked;
