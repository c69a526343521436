/** Nodes that are lost and restored. */
package io.spillway.tier.restore;
