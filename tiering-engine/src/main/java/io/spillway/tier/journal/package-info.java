/**
 * The engine's one way to advance an intent. It turns a commit whose answer got lost into a known outcome, by reading
 * the row again. What a step means is decided by those who call it.
 */
@NullMarked
package io.spillway.tier.journal;

import org.jspecify.annotations.NullMarked;
