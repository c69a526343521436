/**
 * What the node does on its own account to keep its volumes clean: it removes bytes that garbage notes release when
 * they are due, sweeps chunk files that no write owns, and writes down when objects were read. It decides nothing about
 * objects; what is garbage has been decided by commits.
 */
@NullMarked
package io.spillway.cluster.upkeep;

import org.jspecify.annotations.NullMarked;
