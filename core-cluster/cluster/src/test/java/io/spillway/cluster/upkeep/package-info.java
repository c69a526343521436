/** Tests of the package of this name. */
@NullMarked
package io.spillway.cluster.upkeep;

import org.jspecify.annotations.NullMarked;
