/**
 * Which containers a policy is for: an account and globs over container names, and where two policies would meet. The
 * containers themselves are not known here.
 */
@NullMarked
package io.spillway.policy.scope;

import org.jspecify.annotations.NullMarked;
