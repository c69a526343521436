/**
 * Trying a target out: every operation of the port once, on an object of the probe's own, told in words that an
 * operator can act upon. Works over the port alone, so it is the same for every kind of target. How a report is shown
 * is no concern of this package.
 */
@NullMarked
package io.spillway.cloud.api.probe;

import org.jspecify.annotations.NullMarked;
