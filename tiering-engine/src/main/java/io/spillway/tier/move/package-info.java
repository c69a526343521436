/**
 * Moving an object version out: from a planned intent to pointers at both places. Each step is one commit or one call
 * to the target, never both under a lock; whatever ends a step in the middle, the next look at the intent goes on from
 * its state. What may be moved is decided elsewhere, and asked again through {@link io.spillway.tier.move.CommitGate}.
 */
@NullMarked
package io.spillway.tier.move;

import org.jspecify.annotations.NullMarked;
