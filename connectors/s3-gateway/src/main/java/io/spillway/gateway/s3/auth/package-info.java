/**
 * The one verifier of Signature Version 4, in the Authorization header and in a presigned query, and the chained
 * signatures of a streamed body. It runs before routing: what lies behind it sees a {@code VerifiedRequest} only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">Signature V4</a>
 */
@NullMarked
package io.spillway.gateway.s3.auth;

import org.jspecify.annotations.NullMarked;
