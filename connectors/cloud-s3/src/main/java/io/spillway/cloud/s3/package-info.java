/**
 * S3 and what speaks its protocol, as a cloud target, by the AWS SDK's synchronous client. This is the one place where
 * a call to S3 is tried again (by the SDK, bounded) and the only one that knows S3's errors. No type of the SDK leaves
 * the package.
 */
@NullMarked
package io.spillway.cloud.s3;

import org.jspecify.annotations.NullMarked;
