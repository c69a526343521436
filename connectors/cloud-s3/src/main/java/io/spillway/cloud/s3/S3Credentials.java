package io.spillway.cloud.s3;

import java.util.Optional;

/** Keys of an AWS user or role; shown nowhere but to the SDK's signer. */
public final class S3Credentials {
    private final String accessKey;
    private final String secretKey;
    private final Optional<String> sessionToken;

    public S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("S3 credentials need an access key and a secret key");
        }
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.sessionToken = sessionToken;
    }

    String accessKey() {
        return accessKey;
    }

    String secretKey() {
        return secretKey;
    }

    Optional<String> sessionToken() {
        return sessionToken;
    }

    @Override
    public String toString() {
        return "S3Credentials[redacted]";
    }
}
