/**
 * Where the appliance starts. Only the way in lives here; everything else has a package of its own below.
 */
@NullMarked
package io.spillway.appliance;

import org.jspecify.annotations.NullMarked;
