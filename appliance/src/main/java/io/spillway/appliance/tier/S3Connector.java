package io.spillway.appliance.tier;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.s3.S3CloudStore;
import io.spillway.cloud.s3.S3Credentials;
import io.spillway.cloud.s3.S3Settings;
import io.spillway.cloud.s3.S3StorageClass;
import io.spillway.cloud.s3.S3Target;
import io.spillway.cluster.api.account.Secret;

/** Buckets of AWS S3 and of services that speak its language. */
final class S3Connector implements TargetConnector {
    private static final String ACCESS_KEY = "aws_access_key_id";
    private static final String SECRET_KEY = "aws_secret_access_key";
    private static final String SESSION_TOKEN = "aws_session_token";
    private static final String STORED_CLASS = "stored-class";
    private static final String DEFAULT_REGION = "us-east-1";

    @Override
    public String type() {
        return "s3";
    }

    @Override
    public Map<String, String> settings(TargetRequest request) throws TierException {
        request.allowOnly(TargetRequest.BUCKET, TargetRequest.PREFIX, TargetRequest.ENDPOINT, TargetRequest.REGION,
                TargetRequest.CLASS);
        if (!request.credentials().containsKey(ACCESS_KEY) || !request.credentials().containsKey(SECRET_KEY)) {
            throw new TierException("a target of type s3 needs --credentials FILE, a file in AWS's form with "
                    + ACCESS_KEY + " and " + SECRET_KEY + " under [default]");
        }
        Map<String, String> settings = new HashMap<>(Map.of(TargetRequest.BUCKET,
                request.required(TargetRequest.BUCKET, "my-archive"), TargetRequest.PREFIX, request.prefix(),
                TargetRequest.REGION, request.setting(TargetRequest.REGION).orElse(DEFAULT_REGION), STORED_CLASS,
                storedClass(request)));
        Optional<String> endpoint = request.setting(TargetRequest.ENDPOINT);
        if (endpoint.isPresent()) {
            settings.put(TargetRequest.ENDPOINT, KeptSettings.endpoint(endpoint.get()));
        }
        try {
            target(settings);
            return settings;
        } catch (IllegalArgumentException e) {
            throw new TierException("the target cannot be described so: " + e.getMessage(), e);
        }
    }

    /** A class of S3's own is what objects are stored in; any other name is only shown to readers. */
    private static String storedClass(TargetRequest request) throws TierException {
        String shown = request.setting(TargetRequest.CLASS).orElse("");
        try {
            return S3StorageClass.storedFor(shown);
        } catch (IllegalArgumentException e) {
            throw new TierException("--class " + shown + ": " + e.getMessage(), e);
        }
    }

    @Override
    public CloudStore open(Map<String, String> settings, Supplier<Map<String, Secret>> credentials) {
        S3Settings defaults = S3Settings.DEFAULT;
        return new S3CloudStore(target(settings), new S3Settings(new KeptSettings(settings).get(STORED_CLASS),
                defaults.conditionalWrites(), defaults.parts(), defaults.limits()),
                () -> credentials(credentials.get()));
    }

    @Override
    public String where(Map<String, String> settings) {
        KeptSettings kept = new KeptSettings(settings);
        return kept.bucket() + kept.endpoint().map(url -> " at " + url).orElseGet(
                () -> " in " + kept.get(TargetRequest.REGION)) + ", stored in class " + kept.get(STORED_CLASS);
    }

    private static S3Target target(Map<String, String> settings) {
        KeptSettings kept = new KeptSettings(settings);
        return new S3Target(kept.get(TargetRequest.BUCKET), kept.get(TargetRequest.REGION), kept.endpoint(),
                kept.get(TargetRequest.PREFIX));
    }

    private static S3Credentials credentials(Map<String, Secret> secrets) {
        return new S3Credentials(KeptSettings.secret(secrets, ACCESS_KEY).orElse(""),
                KeptSettings.secret(secrets, SECRET_KEY).orElse(""), KeptSettings.secret(secrets, SESSION_TOKEN));
    }
}
