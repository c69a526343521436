package io.spillway.appliance.tier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.b2.B2CloudStore;
import io.spillway.cloud.b2.B2Credentials;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.cloud.b2.B2Target;
import io.spillway.cluster.api.account.Secret;

/** Buckets of Backblaze B2. */
final class B2Connector implements TargetConnector {
    private static final String KEY_ID = "applicationKeyId";
    private static final String KEY = "applicationKey";
    /** Where the SDK asks without an endpoint: naming it makes no other place. */
    private static final String BACKBLAZE = "https://api.backblazeb2.com";

    @Override
    public String type() {
        return "b2";
    }

    @Override
    public Map<String, String> settings(TargetRequest request) throws TierException {
        request.allowOnly(TargetRequest.BUCKET, TargetRequest.PREFIX, TargetRequest.ENDPOINT, TargetRequest.CLASS);
        requireKey(request.credentials());
        Map<String, String> settings = new HashMap<>(Map.of(TargetRequest.BUCKET,
                request.required(TargetRequest.BUCKET, "my-archive"), TargetRequest.PREFIX, request.prefix()));
        Optional<String> endpoint = request.setting(TargetRequest.ENDPOINT);
        if (endpoint.isPresent()) {
            String url = KeptSettings.endpoint(endpoint.get());
            if (!url.equals(BACKBLAZE)) {
                settings.put(TargetRequest.ENDPOINT, url);
            }
        }
        try {
            target(settings);
            return settings;
        } catch (IllegalArgumentException e) {
            throw new TierException("the target cannot be described so: " + e.getMessage(), e);
        }
    }

    private static void requireKey(Map<String, Secret> credentials) throws TierException {
        String wanted = "a file with the lines " + KEY_ID + " = ... and " + KEY + " = ... of an application key";
        if (credentials.isEmpty()) {
            throw new TierException("a target of type b2 needs --credentials FILE, " + wanted);
        }
        for (String name : List.of(KEY_ID, KEY)) {
            if (KeptSettings.secret(credentials, name).filter(value -> !value.isBlank()).isEmpty()) {
                throw new TierException(
                        "the credentials of a target of type b2 have no " + name + "; --credentials takes "
                                + wanted);
            }
        }
    }

    @Override
    public CloudStore open(Map<String, String> settings, Supplier<Map<String, Secret>> credentials) {
        return new B2CloudStore(target(settings), B2Settings.DEFAULT, () -> credentials(credentials.get()));
    }

    @Override
    public String where(Map<String, String> settings) {
        KeptSettings kept = new KeptSettings(settings);
        return kept.bucket() + kept.endpoint().map(url -> " at " + url).orElse(" of Backblaze B2");
    }

    private static B2Target target(Map<String, String> settings) {
        KeptSettings kept = new KeptSettings(settings);
        return new B2Target(kept.get(TargetRequest.BUCKET), kept.endpoint(), kept.get(TargetRequest.PREFIX));
    }

    private static B2Credentials credentials(Map<String, Secret> secrets) {
        return new B2Credentials(KeptSettings.secret(secrets, KEY_ID).orElse(""),
                KeptSettings.secret(secrets, KEY).orElse(""));
    }
}
