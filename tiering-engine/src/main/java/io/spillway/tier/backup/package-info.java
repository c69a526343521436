/**
 * Backups of container files in targets: without one that holds a commit, no local byte of it is released, so that the
 * node is never the only holder of the pointers. Restoring from them starts here too.
 */
@NullMarked
package io.spillway.tier.backup;

import org.jspecify.annotations.NullMarked;
