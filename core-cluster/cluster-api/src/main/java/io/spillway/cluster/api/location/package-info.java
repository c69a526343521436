/**
 * Where the bytes of an object are: on local volumes, in a cloud target, or both. Locations name nodes and
 * volumes, never paths, and a remote location is stored whole, never derived from configuration.
 */
@NullMarked
package io.spillway.cluster.api.location;

import org.jspecify.annotations.NullMarked;
