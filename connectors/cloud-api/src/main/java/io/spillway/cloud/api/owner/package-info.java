/**
 * Whose a target is: a marker object under its prefix names one cluster and an epoch. Works over the port alone, so it
 * is the same for every kind of target. Who may take a target over, and when, is decided by an operator and not here.
 */
@NullMarked
package io.spillway.cloud.api.owner;

import org.jspecify.annotations.NullMarked;
