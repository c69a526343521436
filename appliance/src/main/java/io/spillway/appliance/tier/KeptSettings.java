package io.spillway.appliance.tier;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
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

    /**
     * The address of a service in one spelling, as far as spellings of one can be told: scheme and host small, no slash at
     * the end. Fingerprints are made of it.
     *
     * @throws TierException if it is no address
     */
    static String endpoint(String given) throws TierException {
        try {
            URI uri = new URI(given.replaceAll("/+$", ""));
            if (uri.getScheme() == null || uri.getHost() == null) {
                throw new URISyntaxException(given, "scheme or host is missing");
            }
            return new URI(uri.getScheme().toLowerCase(Locale.ROOT), uri.getUserInfo(),
                    uri.getHost().toLowerCase(Locale.ROOT), uri.getPort(), uri.getPath(), uri.getQuery(),
                    uri.getFragment()).toString();
        } catch (URISyntaxException e) {
            throw new TierException(
                    "--endpoint " + given + " is no address of a service; write it as https://host[:port]", e);
        }
    }

    static Optional<String> secret(Map<String, Secret> secrets, String name) {
        return Optional.ofNullable(secrets.get(name)).map(Secret::reveal);
    }
}
