/**
 * The directory put together: commands are proposed to the log, entries of the log are applied to the files, a flusher
 * tells the log how far the files are on the disk, and each port of the cluster's API that the directory answers has its
 * adapter here. What a command does to a file stands in the packages beside this one.
 */
@NullMarked
package io.spillway.cluster.directory.engine;

import org.jspecify.annotations.NullMarked;
