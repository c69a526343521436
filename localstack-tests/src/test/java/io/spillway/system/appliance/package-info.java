/**
 * The appliance as a child process: built as it is shipped, started as an operator would, killed as a power switch
 * would. Tests see its S3 door and its output, nothing else.
 */
@NullMarked
package io.spillway.system.appliance;

import org.jspecify.annotations.NullMarked;
