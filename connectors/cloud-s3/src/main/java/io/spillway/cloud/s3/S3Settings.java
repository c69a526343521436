package io.spillway.cloud.s3;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.spillway.cloud.api.PutCondition;

/**
 * How a bucket is used; may change while the target stays the same.
 *
 * @param storageClass S3's name of the class that objects are stored in
 * @param conditionalWrites whether the service decides If-Match and If-None-Match on writes (S3 does since 2024)
 * @param parts how large objects are cut
 * @param limits what bounds every call
 */
public record S3Settings(String storageClass, ConditionalWrites conditionalWrites, Parts parts, Limits limits) {
    /** Whether a put may carry a condition. */
    public enum ConditionalWrites {
        SUPPORTED, UNSUPPORTED;

        Set<PutCondition.Kind> conditions() {
            return switch (this) {
                case SUPPORTED -> EnumSet.allOf(PutCondition.Kind.class);
                case UNSUPPORTED -> EnumSet.of(PutCondition.Kind.ALWAYS);
            };
        }
    }

    /**
     * How large objects are cut.
     *
     * @param resumableFrom bytes from which an object is sent in parts
     * @param partBytes of one part; S3 takes 5 MiB to 5 GiB
     */
    public record Parts(long resumableFrom, long partBytes) {
        /** S3's own limits. */
        static final long LEAST = 5L << 20;
        static final long MOST_SINGLE = 5L << 30;

        public Parts {
            if (partBytes < LEAST || partBytes > MOST_SINGLE) {
                throw new IllegalArgumentException("part-bytes: S3 takes parts of 5 MiB to 5 GiB, not " + partBytes);
            }
            if (resumableFrom < LEAST || resumableFrom > MOST_SINGLE) {
                throw new IllegalArgumentException(
                        "resumable-from: 5 MiB to 5 GiB, S3's limit of a single put, not " + resumableFrom);
            }
        }
    }

    /**
     * What bounds every call.
     *
     * @param connect until a connection stands
     * @param silence the longest wait for the next bytes of an answer
     * @param attempt one try of a call, its body sent and its answer begun
     * @param call all tries of a call
     * @param attempts at most, the first counted
     * @param connections at most
     */
    public record Limits(Duration connect, Duration silence, Duration attempt, Duration call, int attempts,
            int connections) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30),
                Duration.ofMinutes(2), Duration.ofMinutes(5), 3, 32);

        public Limits {
            if (attempts < 1 || connections < 1 || attempt.compareTo(call) > 0) {
                throw new IllegalArgumentException(
                        "limits: attempts and connections are at least 1, and an attempt no longer than its call");
            }
        }
    }

    /** 16 MiB parts bound what a broken connection costs; below 32 MiB a second round trip costs more. */
    public static final S3Settings DEFAULT = new S3Settings("STANDARD", ConditionalWrites.SUPPORTED,
            new Parts(32L << 20, 16L << 20), Limits.DEFAULT);

    public S3Settings {
        if (!storageClass.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("class: \"" + storageClass + "\" is no storage class of S3");
        }
    }
}
