/** Tests of the package of this name. */
@NullMarked
package io.spillway.cluster.conscience;

import org.jspecify.annotations.NullMarked;
