/** Operations on buckets: create, head, delete, location, and the list of an account's buckets. */
@NullMarked
package io.spillway.gateway.s3.bucket;

import org.jspecify.annotations.NullMarked;
