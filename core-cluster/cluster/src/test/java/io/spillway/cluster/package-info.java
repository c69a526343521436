/** Tests of the package of this name. */
@NullMarked
package io.spillway.cluster;

import org.jspecify.annotations.NullMarked;
