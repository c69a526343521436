/** The B2 simulator as a process of the tests, with the door by which they make faults and read statistics. */
@NullMarked
package io.spillway.system.b2;

import org.jspecify.annotations.NullMarked;
