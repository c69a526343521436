/**
 * The door of the object store: containers, objects, listings and multipart uploads, with one authorisation at
 * that door. Front ends (S3, later Swift and a file system) are written against this package alone; how objects
 * are cut, placed and recorded must not show here.
 */
@NullMarked
package io.spillway.cluster.api.object;

import org.jspecify.annotations.NullMarked;
