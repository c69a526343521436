/**
 * What proves that a target holds exactly the bytes that we sent: its own evidence, asked for by exact generation and
 * compared with what the bytes here have. Nothing is sent or removed here.
 */
@NullMarked
package io.spillway.tier.proof;

import org.jspecify.annotations.NullMarked;
