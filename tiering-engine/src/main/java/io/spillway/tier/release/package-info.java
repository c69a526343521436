/**
 * Letting local bytes go, after what a rule keeps and the release grace: a backup of the container's file first, then
 * the exact remote object asked for again, then one conditional commit. A copy that does not stand up to that goes back
 * to local, loudly. No byte is removed here; the commit leaves that to garbage notes.
 */
@NullMarked
package io.spillway.tier.release;

import org.jspecify.annotations.NullMarked;
