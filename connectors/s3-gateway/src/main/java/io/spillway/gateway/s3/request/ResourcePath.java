package io.spillway.gateway.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** What a request is about: the service, a bucket or an object. */
public sealed interface ResourcePath {
    record Service() implements ResourcePath {}

    record Bucket(ContainerName bucket) implements ResourcePath {}

    record Key(ContainerName bucket, ObjectKey key) implements ResourcePath {}

    /**
     * Reads path style, and virtual-host style where the request's host is a name under the domain.
     *
     * @param domain of the gateway, such as {@code s3.example.com}; without it there is path style only
     */
    static ResourcePath of(RequestHead head, Optional<String> domain) throws S3Exception {
        byte[] path = head.path();
        if (path.length == 0 || path[0] != '/') {
            throw new S3Exception(S3ErrorCode.INVALID_URI, "Couldn't parse the specified URI.");
        }
        Optional<String> virtual = virtualHost(head, domain);
        if (virtual.isPresent()) {
            return within(virtual.get(), Arrays.copyOfRange(path, 1, path.length));
        }
        if (path.length == 1) {
            return new Service();
        }
        int slash = 1;
        while (slash < path.length && path[slash] != '/') {
            slash++;
        }
        String bucket = PercentCoding.utf8(Arrays.copyOfRange(path, 1, slash));
        return within(bucket, Arrays.copyOfRange(path, Math.min(slash + 1, path.length), path.length));
    }

    private static Optional<String> virtualHost(RequestHead head, Optional<String> domain) {
        if (domain.isEmpty()) {
            return Optional.empty();
        }
        String host = head.headers().get("host").orElse("").toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
        String suffix = "." + domain.get();
        return host.endsWith(suffix)
                ? Optional.of(host.substring(0, host.length() - suffix.length()))
                : Optional.empty();
    }

    private static ResourcePath within(String bucket, byte[] key) throws S3Exception {
        ContainerName container = container(bucket);
        return key.length == 0 ? new Bucket(container) : new Key(container, key(key));
    }

    /** The name of a bucket, or the error that S3 answers to an illegal one. */
    static ContainerName container(String name) throws S3Exception {
        if (!ContainerName.isLegal(name)) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_NAME, "The specified bucket is not valid.")
                    .detail("BucketName", name);
        }
        return new ContainerName(name);
    }

    /** The key, or the error that S3 answers to an illegal one. */
    static ObjectKey key(String key) throws S3Exception {
        return key(key.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectKey key(byte[] utf8) throws S3Exception {
        if (utf8.length > ObjectKey.MAX_BYTES) {
            throw new S3Exception(S3ErrorCode.KEY_TOO_LONG, "Your key is too long")
                    .detail("Size", Integer.toString(utf8.length))
                    .detail("MaxSizeAllowed", Integer.toString(ObjectKey.MAX_BYTES));
        }
        String text = PercentCoding.utf8(utf8);
        if (text.isEmpty()) {
            throw S3Exception.invalidArgument("Key", "", "An object key has at least one byte");
        }
        return new ObjectKey(text);
    }
}
