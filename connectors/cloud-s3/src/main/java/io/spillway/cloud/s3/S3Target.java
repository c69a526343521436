package io.spillway.cloud.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.spillway.cloud.api.TargetIdentity;

/**
 * Which bucket is the target.
 *
 * @param endpoint of a service other than AWS; it is then addressed by path
 * @param prefix of our keys, empty or ending with a slash
 */
public record S3Target(String bucket, String region, Optional<URI> endpoint, String prefix) {
    /** With a key of the port it stays under S3's 1024 bytes. */
    private static final int MAX_PREFIX_BYTES = 200;

    public S3Target {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new IllegalArgumentException("bucket: \"" + bucket + "\" is no name of a bucket");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region: name the bucket's region, for instance eu-central-1");
        }
        endpoint.ifPresent(S3Target::requireHttp);
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
            throw new IllegalArgumentException("prefix: \"" + prefix + "\" must end, and not begin, with a slash");
        }
        if (prefix.getBytes(StandardCharsets.UTF_8).length > MAX_PREFIX_BYTES) {
            throw new IllegalArgumentException("prefix: at most " + MAX_PREFIX_BYTES + " bytes");
        }
    }

    private static void requireHttp(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("endpoint: must be http(s)://host[:port], and hold no credentials");
        }
    }

    public TargetIdentity identity() {
        return new TargetIdentity("s3", endpoint.map(URI::toString).orElse(""), bucket, prefix);
    }
}
