/** A real node on real folders, with a folder as its target, for tests that drive the engine as a whole. */
package io.spillway.tier.node;
