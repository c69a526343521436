/**
 * The names that every module shares: accounts, containers, keys, versions, nodes and volumes. Each type checks
 * its own limits, so that a value that exists is a legal one. No behaviour lives here.
 */
@NullMarked
package io.spillway.cluster.api.name;

import org.jspecify.annotations.NullMarked;
