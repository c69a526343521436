/**
 * The namespace's tables, {@code directory.db}: meta0 (which group holds which prefixes), meta1 (which containers there
 * are, and whose), accounts with their usage, access keys, targets and policies. One file of the group like any container's: it applies
 * commands of the log and knows how far it has come.
 */
@NullMarked
package io.spillway.cluster.directory.namespace;

import org.jspecify.annotations.NullMarked;
