/**
 * Targets as the engine sees them: found by name, checked by identity, and left alone while they are at fault. How
 * targets are configured and opened is the appliance's concern; what moves to them is not known here.
 */
@NullMarked
package io.spillway.tier.target;

import org.jspecify.annotations.NullMarked;
