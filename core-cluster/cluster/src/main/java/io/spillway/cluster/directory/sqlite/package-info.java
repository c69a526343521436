/**
 * One SQLite file as the directory uses it: opened without being created, told from foreign files by its application
 * id and format, statements prepared once, errors sorted into those of the volume and those of the file. No table of
 * the directory is known here.
 */
@NullMarked
package io.spillway.cluster.directory.sqlite;

import org.jspecify.annotations.NullMarked;
