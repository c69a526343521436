/**
 * One container's SQLite file: its schema, how each command changes it, how it is read, and the bounded set of files
 * that are open. The schema is described in docs/formats/container-file.md. Applying is deterministic: no clock, no
 * random source and no configuration is read here, and no other container's file.
 */
@NullMarked
package io.spillway.cluster.directory.container;

import org.jspecify.annotations.NullMarked;
