/** Tests of the package of this name. */
@NullMarked
package io.spillway.cluster.placement;

import org.jspecify.annotations.NullMarked;
