package io.spillway.cloud.s3;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** The client, the bucket, and how the port's words are written in S3's. */
record S3Bucket(S3Client client, S3Target target, S3Settings settings) {
    String name() {
        return target.bucket();
    }

    String key(CloudKey key) {
        return target.prefix() + key;
    }

    /** The port's key of one in the bucket; empty for one that somebody else made and the port cannot name. */
    Optional<CloudKey> key(String inBucket) {
        try {
            return Optional.of(new CloudKey(inBucket.substring(target.prefix().length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String doing(String verb, CloudKey key) {
        return verb + " \"" + key + "\" in bucket " + name();
    }

    /** Tells "no such object", to which an answer to HEAD gives no reason, from "no such bucket". */
    void prove() throws CloudException {
        try {
            S3Exceptions.call("looking for bucket " + name(), S3Exceptions.Effect.NONE,
                    () -> client.headBucket(head -> head.bucket(name())));
        } catch (CloudException.NotFound e) {
            throw new CloudException.Refused("using bucket " + name(),
                    "it does not exist; make it, or correct the target", e);
        }
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }

    static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    /** S3 writes checksums in base64; one made of parts ends in their count, and is none of ours. */
    static Optional<String> hex(@Nullable String base64) {
        return Optional.ofNullable(base64).filter(value -> !value.contains("-"))
                .map(value -> HexFormat.of().formatHex(Base64.getDecoder().decode(value)));
    }

    /** The service's own time of an answer; the epoch if it gives none, so that it never looks new. */
    static Instant date(SdkHttpResponse response) {
        try {
            return response.firstMatchingHeader("Date")
                    .map(value -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)))
                    .orElse(Instant.EPOCH);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
