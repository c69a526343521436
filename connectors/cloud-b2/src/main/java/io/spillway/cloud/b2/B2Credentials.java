package io.spillway.cloud.b2;

/** An application key of B2; shown nowhere but to the SDK's authorizer. */
public final class B2Credentials {
    private final String applicationKeyId;
    private final String applicationKey;

    public B2Credentials(String applicationKeyId, String applicationKey) {
        if (applicationKeyId.isBlank() || applicationKey.isBlank()) {
            throw new IllegalArgumentException("B2 credentials need an applicationKeyId and an applicationKey");
        }
        this.applicationKeyId = applicationKeyId;
        this.applicationKey = applicationKey;
    }

    String applicationKeyId() {
        return applicationKeyId;
    }

    String applicationKey() {
        return applicationKey;
    }

    @Override
    public String toString() {
        return "B2Credentials[redacted]";
    }
}
