/**
 * The group's work index, {@code group.db}: which containers have something to be done, so that nothing walks them all.
 * It is derived: each row repeats what its container's file says, is written after every entry that changes it, and is
 * made again by replay.
 */
@NullMarked
package io.spillway.cluster.directory.group;

import org.jspecify.annotations.NullMarked;
