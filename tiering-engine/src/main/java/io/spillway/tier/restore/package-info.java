/**
 * Bringing a lost node back from the backups in a target: which copies are taken, and in what order the target is taken
 * over and the node let go. How files are put in order is behind a port of the cluster.
 */
@NullMarked
package io.spillway.tier.restore;

import org.jspecify.annotations.NullMarked;
