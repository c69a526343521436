/**
 * Tenants as the rest of the house sees them: who is asking, with which key, and how much an account holds.
 */
@NullMarked
package io.spillway.cluster.api.account;

import org.jspecify.annotations.NullMarked;
