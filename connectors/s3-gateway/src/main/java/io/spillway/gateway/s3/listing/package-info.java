/** Listings of objects, in S3's first and second form. */
@NullMarked
package io.spillway.gateway.s3.listing;

import org.jspecify.annotations.NullMarked;
