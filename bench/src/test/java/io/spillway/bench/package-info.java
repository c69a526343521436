/** The load generator's own tests; what it measures is not tested here. */
@NullMarked
package io.spillway.bench;

import org.jspecify.annotations.NullMarked;
