/**
 * A node of the cluster put together: its volumes, its directory, the object store over both, and the chores that keep
 * them. What is put together lives in the packages below; what is configured from files and started by a command
 * lives in the appliance.
 */
@NullMarked
package io.spillway.cluster;

import org.jspecify.annotations.NullMarked;
