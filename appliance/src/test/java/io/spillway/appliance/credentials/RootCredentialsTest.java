package io.spillway.appliance.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RootCredentialsTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> GIVEN = Map.of("SPILLWAY_ROOT_ACCESS_KEY", "operator",
            "SPILLWAY_ROOT_SECRET_KEY", "a/secret+of=ours");
    private final SecureRandom random = new SecureRandom();
    private final AccessKeyGenerator generator = new AccessKeyGenerator(random);

    @TempDir
    private Path folder;

    @Test
    void aKeyIsGeneratedOnceAndKept() throws Exception {
        AccessKey first = ensure(NOTHING);

        assertThat(ensure(NOTHING)).isEqualTo(first);
        assertThat(first.account().value()).isEqualTo("default");
        assertThat(first.id()).matches("SPWY[A-Z2-7]{16}");
        assertThat(first.secret().reveal()).hasSize(40);
    }

    @Test
    void twoAppliancesHaveDifferentKeys() {
        assertThat(generator.next(RootCredentials.ACCOUNT)).isNotEqualTo(generator.next(RootCredentials.ACCOUNT));
    }

    @Test
    void theFileIsInTheFormOfAwsAndForItsOwnerAlone() throws Exception {
        ensure(GIVEN);

        Path file = folder.resolve("credentials");
        assertThat(file).hasContent("""
                [default]
                aws_access_key_id = operator
                aws_secret_access_key = a/secret+of=ours
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void theEnvironmentsKeyIsTakenAtTheFirstStartAndAcceptedAtLaterOnes() throws Exception {
        AccessKey first = ensure(GIVEN);

        assertThat(first).isEqualTo(new AccessKey("operator", new Secret("a/secret+of=ours"), RootCredentials.ACCOUNT));
        assertThat(ensure(GIVEN)).isEqualTo(first);
        assertThat(ensure(NOTHING)).isEqualTo(first);
    }

    @Test
    void anotherKeyInTheEnvironmentIsRefused() throws Exception {
        ensure(NOTHING);

        assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> ensure(GIVEN))
                .withMessageContaining("name another key than " + folder.resolve("credentials"))
                .withMessageNotContaining("a/secret+of=ours");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            key,     -,         SPILLWAY_ROOT_SECRET_KEY is missing
            -,       longsecret, SPILLWAY_ROOT_ACCESS_KEY is missing
            with/it, longsecret, SPILLWAY_ROOT_ACCESS_KEY is missing or not legal
            key,     short,     SPILLWAY_ROOT_SECRET_KEY is missing or not legal
            """)
    void anIncompleteOrIllegalPairIsRefused(String id, String secret, String message) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPILLWAY_ROOT_ACCESS_KEY", id);
        environment.put("SPILLWAY_ROOT_SECRET_KEY", secret);

        assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> ensure(environment))
                .withMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileWithoutASecretIsRefused() throws Exception {
        Files.writeString(folder.resolve("credentials"), "[default]\naws_access_key_id = operator\n");

        assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> ensure(NOTHING))
                .withMessageContaining("aws_secret_access_key in " + folder.resolve("credentials") + " is missing");
    }

    @Test
    void theAdministrationTokenIsMadeOnceForItsOwnerAlone() throws Exception {
        Secret token = AdminToken.ensure(folder, random);

        assertThat(AdminToken.ensure(folder, random)).isEqualTo(token);
        assertThat(AdminToken.read(folder)).isEqualTo(token);
        assertThat(token.reveal()).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("admin-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aMissingTokenIsToldWithItsFile() {
        assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> AdminToken.read(folder))
                .withMessageContaining("there is no token file " + folder.resolve("admin-token"));
    }

    private AccessKey ensure(Map<String, String> environment) throws CredentialsException {
        return RootCredentials.ensure(folder, environment, () -> generator.next(RootCredentials.ACCOUNT));
    }
}
