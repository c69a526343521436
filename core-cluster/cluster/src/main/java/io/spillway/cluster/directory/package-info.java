/**
 * The directory: which account owns which container, which versions a container holds, and where each version's
 * bytes are. Every change is a {@link io.spillway.cluster.directory.Command} proposed through the
 * {@link io.spillway.cluster.directory.Directory} port; every read is a short read of one file. No chunk byte is
 * touched here, and nothing outside this package and those below it opens a directory file.
 */
@NullMarked
package io.spillway.cluster.directory;

import org.jspecify.annotations.NullMarked;
