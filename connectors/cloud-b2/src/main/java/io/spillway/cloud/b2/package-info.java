/**
 * Backblaze B2 as a cloud target, by Backblaze's SDK and the service's native API. This is the one place where a call to
 * B2 is tried again (by the SDK, bounded by {@link io.spillway.cloud.b2.BoundedRetry}) and the only one that knows B2's
 * errors. Objects are named by their file ids, hide markers are never made, and no type of the SDK leaves the package.
 */
@NullMarked
package io.spillway.cloud.b2;

import org.jspecify.annotations.NullMarked;
