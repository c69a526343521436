/**
 * Accounts over the directory: their access keys, sealed under the node's master key, and what they hold, as a follower
 * of the change log counts it. The rows stand in the directory; no file but the master key is opened here.
 */
@NullMarked
package io.spillway.cluster.account;

import org.jspecify.annotations.NullMarked;
