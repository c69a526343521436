/**
 * What the gateway answers instead of a result: S3's error codes with their statuses, and the one mapping of the
 * store's exceptions to them. Nothing here knows how an error is written to the wire.
 */
@NullMarked
package io.spillway.gateway.s3.error;

import org.jspecify.annotations.NullMarked;
