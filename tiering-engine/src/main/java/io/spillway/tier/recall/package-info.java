/**
 * Bringing a version's bytes back to local volumes for good. The bytes come through the store's own reading, which checks
 * every block; the pointers are switched by one conditional commit, which also leaves the remote object as garbage. A
 * failed recall does not touch remote bytes.
 */
@NullMarked
package io.spillway.tier.recall;

import org.jspecify.annotations.NullMarked;
