/**
 * The change log of a container as its readers see it: sequence-numbered mutations and durable cursors.
 */
@NullMarked
package io.spillway.cluster.api.change;

import org.jspecify.annotations.NullMarked;
