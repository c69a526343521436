/**
 * The command line: what each command takes, what it prints, and its exit code. Commands decide nothing about the
 * store; {@code serve} and {@code init} call the node's package, all others the administration API.
 */
@NullMarked
package io.spillway.appliance.command;

import org.jspecify.annotations.NullMarked;
