/**
 * The data directory of a node: whose it is, that one process alone uses it, and where its appliance can be reached
 * while it runs. What the cluster keeps inside, and the volumes, are the cluster's own.
 */
@NullMarked
package io.spillway.appliance.datadirectory;

import org.jspecify.annotations.NullMarked;
