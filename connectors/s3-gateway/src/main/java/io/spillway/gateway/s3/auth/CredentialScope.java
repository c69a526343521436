package io.spillway.gateway.s3.auth;

import java.util.Optional;

/** A credential as requests carry it: {@code KEY/20260101/us-east-1/s3/aws4_request}. */
record CredentialScope(String keyId, String date, String region, String service, String terminator) {
    static Optional<CredentialScope> parse(String credential) {
        String[] parts = credential.split("/", 6);
        if (parts.length != 5 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(parts[0], parts[1], parts[2], parts[3], parts[4]));
    }

    /** As it stands in a string to sign. */
    String text() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }
}
