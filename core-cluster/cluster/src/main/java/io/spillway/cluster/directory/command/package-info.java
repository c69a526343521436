/**
 * How commands, outcomes and stored values become bytes: CBOR with named fields, described in
 * docs/formats/log-commands.md. Types are listed here once with the names that stand in the log; nothing else of the
 * directory knows the encoding.
 */
@NullMarked
package io.spillway.cluster.directory.command;

import org.jspecify.annotations.NullMarked;
