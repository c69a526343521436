package io.spillway.gateway.s3.operation;

import java.util.Set;
import java.util.TreeSet;

/** Groups of query parameters and headers that operations take. */
final class RequestParts {
    /**
     * What clients send by default and what changes nothing, on every operation. {@code x-id} names the operation for
     * logs; the others belong to the signature or describe the client.
     */
    static final Set<String> ALWAYS_QUERY = Set.of("x-id", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date",
            "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Content-Sha256",
            "X-Amz-Security-Token");
    static final Set<String> ALWAYS_HEADERS = Set.of("x-amz-date", "x-amz-content-sha256", "x-amz-user-agent",
            "x-amz-security-token");

    static final Set<String> NONE = Set.of();
    static final Set<String> LIST = Set.of("prefix", "delimiter", "max-keys", "encoding-type");
    static final Set<String> OVERRIDES = Set.of("response-content-type", "response-content-language",
            "response-expires", "response-cache-control", "response-content-disposition",
            "response-content-encoding");

    /** Of a body that is framed or checked. */
    static final Set<String> BODY = Set.of("x-amz-decoded-content-length", "x-amz-trailer",
            "x-amz-sdk-checksum-algorithm", "x-amz-checksum-crc32", "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme", "x-amz-checksum-sha1", "x-amz-checksum-sha256");
    /** Of a new object; {@code x-amz-acl} may be {@code private} and the class {@code STANDARD} only. */
    static final Set<String> ATTRIBUTES = Set.of("x-amz-meta-", "x-amz-acl", "x-amz-storage-class",
            "x-spillway-storage-policy");
    static final Set<String> WRITE_CONDITIONS = Set.of("if-match", "if-none-match");
    static final Set<String> READ = Set.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
            "range", "x-amz-checksum-mode");

    private RequestParts() {}

    @SafeVarargs
    static Set<String> all(Set<String>... groups) {
        Set<String> all = new TreeSet<>();
        for (Set<String> group : groups) {
            all.addAll(group);
        }
        return Set.copyOf(all);
    }
}
