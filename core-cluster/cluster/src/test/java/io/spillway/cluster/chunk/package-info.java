/** The contract of chunk volumes, run on the directory adapter, and what that adapter does when its disk fails. */
@NullMarked
package io.spillway.cluster.chunk;

import org.jspecify.annotations.NullMarked;
