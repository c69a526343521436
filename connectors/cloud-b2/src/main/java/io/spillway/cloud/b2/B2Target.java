package io.spillway.cloud.b2;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.spillway.cloud.api.TargetIdentity;

/**
 * Which bucket is the target.
 *
 * @param bucket its name, which is unique among all of B2
 * @param endpoint of a service other than Backblaze's own
 * @param prefix of our keys, empty or ending with a slash
 */
public record B2Target(String bucket, Optional<URI> endpoint, String prefix) {
    /** With a key of the port it stays under B2's 1024 bytes. */
    private static final int MAX_PREFIX_BYTES = 200;

    public B2Target {
        if (!bucket.matches("[A-Za-z0-9-]{6,63}") || bucket.startsWith("b2-")) {
            throw new IllegalArgumentException(
                    "bucket: \"" + bucket + "\" is no name of a bucket of B2: 6 to 63 letters,"
                            + " digits and hyphens, not beginning with b2-");
        }
        endpoint.ifPresent(B2Target::requireHttp);
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/") || prefix.contains("//"))) {
            throw new IllegalArgumentException("prefix: \"" + prefix
                    + "\" must end, and not begin, with a slash, and have none beside another");
        }
        if (bytes(prefix) > MAX_PREFIX_BYTES) {
            throw new IllegalArgumentException("prefix: at most " + MAX_PREFIX_BYTES + " bytes");
        }
        if (prefix.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            throw new IllegalArgumentException("prefix: B2 takes neither control characters nor backslashes in names");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void requireHttp(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        boolean more = endpoint.getUserInfo() != null || endpoint.getQuery() != null || endpoint.getFragment() != null
                || !endpoint.getPath().isEmpty();
        if (!http || endpoint.getHost() == null || more) {
            throw new IllegalArgumentException("endpoint: must be http(s)://host[:port] and nothing more");
        }
    }

    public TargetIdentity identity() {
        return new TargetIdentity("b2", endpoint.map(URI::toString).orElse(""), bucket, prefix);
    }
}
