/**
 * Backups of container files and of the namespace's file in targets: without one that holds a commit, no local byte of
 * it is released, so that the node is never the only holder of the pointers. How they are named is known here, to whoever
 * restores too.
 */
@NullMarked
package io.spillway.tier.backup;

import org.jspecify.annotations.NullMarked;
