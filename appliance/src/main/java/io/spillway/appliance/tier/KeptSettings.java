package io.spillway.appliance.tier;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.spillway.cluster.api.account.Secret;

/** The settings of a bucket as they are kept, read by name. */
record KeptSettings(Map<String, String> values) {
    /** One that every target of its kind has. */
    String get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    Optional<URI> endpoint() {
        return Optional.ofNullable(values.get(TargetRequest.ENDPOINT)).map(URI::create);
    }

    /** The bucket, and the prefix in it, for people. */
    String bucket() {
        String prefix = get(TargetRequest.PREFIX);
        return "bucket " + get(TargetRequest.BUCKET) + (prefix.isEmpty() ? "" : " under " + prefix);
    }

    /** One place has one fingerprint, however its address is written. */
    static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    static Optional<String> secret(Map<String, Secret> secrets, String name) {
        return Optional.ofNullable(secrets.get(name)).map(Secret::reveal);
    }
}
