/**
 * The object store over the directory and the chunk volumes: it cuts bodies into metachunks, has them placed and
 * written, and makes them objects by a commit to the directory; reads go the other way. Rules of names, conditions and
 * versions are decided in the directory's commits, not here; protocols of front ends stay out altogether.
 */
@NullMarked
package io.spillway.cluster.store;

import org.jspecify.annotations.NullMarked;
