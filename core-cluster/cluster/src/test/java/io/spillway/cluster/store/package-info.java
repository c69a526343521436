/** Tests of the package of this name. */
@NullMarked
package io.spillway.cluster.store;

import org.jspecify.annotations.NullMarked;
