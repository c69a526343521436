package io.spillway.system.tier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.spillway.system.command.CommandProcess;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The tier's promises on a folder. */
class DirectoryTierIT extends TierContract {
    /** What a folder adds to a key. */
    private static final String SUFFIX = ".object";

    private Path target() {
        return folder.resolve("target");
    }

    @Override
    List<String> place() {
        return List.of("--type", "directory", "--path", target().toString());
    }

    @Override
    List<String> inTarget() throws Exception {
        try (Stream<Path> files = Files.walk(target())) {
            return files.filter(Files::isRegularFile).map(file -> target().relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length())).sorted().toList();
        }
    }

    @Test
    void whileATargetIsAwayReadersAreToldToComeAgainAndListingsStayRight() throws Exception {
        byte[] body = random(1000, 1);
        put("film.mov", body);
        put("local", body);
        addTarget();
        tierAll();
        put("local", body);

        Files.move(target(), folder.resolve("away"));

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("film.mov")).satisfies(failure -> {
            assertThat(failure.statusCode()).isEqualTo(503);
            assertThat(failure.awsErrorDetails().errorMessage()).contains("target cold");
            assertThat(failure.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After")).isPresent();
        });
        assertThat(head("film.mov").contentLength()).isEqualTo(1000);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents()).extracting(S3Object::key)
                .containsExactly("film.mov", "local");
        assertThat(get("local")).isEqualTo(body);
        CommandProcess probe = spillway("target", "probe", "cold");
        assertThat(probe.code()).isEqualTo(1);
        assertThat(probe.out() + probe.err()).contains("not mounted");

        Files.move(folder.resolve("away"), target());
        assertThat(get("film.mov")).isEqualTo(body);
    }

    @Test
    void bytesThatWereChangedInTheTargetAreNeverServed() throws Exception {
        put("film.mov", random(1000, 2));
        addTarget();
        tierAll();
        Path pack = target().resolve(
                inTarget().stream().filter(key -> key.endsWith(".pack")).findFirst().orElseThrow() + SUFFIX);
        byte[] bytes = Files.readAllBytes(pack);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
        }
        Files.write(pack, bytes);

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> get("film.mov"))
                .satisfies(failure -> assertThat(failure.statusCode()).isGreaterThanOrEqualTo(500));
        assertThat(head("film.mov").contentLength()).isEqualTo(1000);
    }

    @Test
    void aTargetTheRuleNamesMustBeThere() throws Exception {
        CommandProcess check = spillway("policy", "check", policy("{ tier: cold }"));

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("policy.yaml:6:", "\"cold\"", "remedy:");
        assertThat(spillway("policy", "run", policy("{ tier: cold }")).err()).contains("line 6");
    }
}
