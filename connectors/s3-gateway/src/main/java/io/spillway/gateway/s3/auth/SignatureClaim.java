package io.spillway.gateway.s3.auth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a request says of its own signature, read but not yet believed.
 *
 * @param signedHeaders names in lower case, in the order given
 * @param timestamp as it was signed, {@code 20260101T000000Z}
 * @param payload the value of {@code x-amz-content-sha256} that was signed
 * @param expires for a presigned request, how long it holds
 */
record SignatureClaim(CredentialScope scope, List<String> signedHeaders, String signature, String timestamp,
        String payload, Optional<Duration> expires) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String QUERY_SIGNATURE = "X-Amz-Signature";

    SignatureClaim {
        signedHeaders = List.copyOf(signedHeaders);
    }
}
