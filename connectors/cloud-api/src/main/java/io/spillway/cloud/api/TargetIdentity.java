package io.spillway.cloud.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a target is, apart from how it is reached and paid for: credentials, classes and time-outs may change, none of
 * these may. Pointers and garbage notes carry the fingerprint, and are never used on a target with another.
 *
 * @param kind of target, as in {@code target add --type}
 * @param endpoint where the service is; empty for the kind's own (AWS), or for a folder
 * @param container the bucket; for a folder the id in its identity file, which moves with it
 * @param prefix of our keys in it, empty or ending with a slash
 */
public record TargetIdentity(String kind, String endpoint, String container, String prefix) {
    /** 128 bits, as 32 hex digits: enough that no two targets share one by chance. */
    private static final int FINGERPRINT_BYTES = 16;

    public String fingerprint() {
        // Each field behind its length, so that no two identities run together to the same text.
        String text = Stream.of("spillway-target-1", kind, endpoint, container, prefix)
                .map(field -> field.length() + ":" + field).collect(Collectors.joining(","));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
