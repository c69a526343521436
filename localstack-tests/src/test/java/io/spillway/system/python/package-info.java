/** Pythons with what tests need of packages. */
@NullMarked
package io.spillway.system.python;

import org.jspecify.annotations.NullMarked;
