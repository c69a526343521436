/** The appliance killed and its disk cut from power in the middle of writes. */
@NullMarked
package io.spillway.system.crash;

import org.jspecify.annotations.NullMarked;
