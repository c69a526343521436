package io.spillway.system.appliance;

import java.io.IOException;
import java.nio.file.Path;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** The first key of an appliance, read from its data directory by the SDK's own parser. */
public final class ApplianceCredentials {
    private ApplianceCredentials() {}

    public static Path file(Path data) {
        return data.resolve("credentials");
    }

    public static AwsCredentialsProvider of(Path data) throws IOException {
        ProfileFile file = ProfileFile.builder().content(file(data)).type(ProfileFile.Type.CREDENTIALS).build();
        return ProfileCredentialsProvider.builder().profileFile(file).profileName("default").build();
    }
}
