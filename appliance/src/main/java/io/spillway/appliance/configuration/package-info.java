/**
 * What the operator sets: every key with its default and meaning, where its value came from, and one immutable record
 * per concern. A key stands here only if something reads it. Nothing here opens a port, a folder or a file other
 * than the configuration file.
 */
@NullMarked
package io.spillway.appliance.configuration;

import org.jspecify.annotations.NullMarked;
