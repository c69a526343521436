/**
 * The command line as its users meet it: processes, exit codes, what stands on which stream, and how the appliance
 * starts, refuses to start and ends.
 */
@NullMarked
package io.spillway.system.command;

import org.jspecify.annotations.NullMarked;
