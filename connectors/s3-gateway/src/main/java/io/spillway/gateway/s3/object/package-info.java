/**
 * Operations on single objects: put, get, head, delete and copy, with their conditions, ranges and attributes.
 */
@NullMarked
package io.spillway.gateway.s3.object;

import org.jspecify.annotations.NullMarked;
