/**
 * The registry over the directory: targets, their credentials sealed under the node's master key, and the versions of
 * policies. The rows stand in the directory; what is asked for often is held in memory.
 */
@NullMarked
package io.spillway.cluster.registry;

import org.jspecify.annotations.NullMarked;
