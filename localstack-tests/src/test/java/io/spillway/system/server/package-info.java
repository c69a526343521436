/** Test servers that the scripts in {@code servers} install and start, the same that the demo and users run. */
@NullMarked
package io.spillway.system.server;

import org.jspecify.annotations.NullMarked;
