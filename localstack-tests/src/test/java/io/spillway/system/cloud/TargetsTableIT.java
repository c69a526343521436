package io.spillway.system.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.probe.Ability;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.TargetProbe;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.cloud.s3.S3CloudStore;
import io.spillway.cloud.s3.S3Credentials;
import io.spillway.cloud.s3.S3Settings;
import io.spillway.cloud.s3.S3Settings.ConditionalWrites;
import io.spillway.cloud.s3.S3Target;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of {@code docs/targets.md} says what the adapters do, at their defaults and as a probe of each finds it. */
@ExtendWith(WithLocalStack.class)
final class TargetsTableIT {
    private static final Path PAGE = Path.of("../docs/targets.md");
    /** What the service has recommended for years. */
    private static final int B2_RECOMMENDED_PART = 100_000_000;

    @Test
    void theTableOfTargetsIsTrue(LocalStack server, @TempDir Path folder) throws Exception {
        List<List<Ability>> targets = new ArrayList<>();
        targets.add(found(new DirectoryCloudStore(
                new DirectoryTarget(folder, DirectoryCloudStore.mark(folder), ""))));
        try (S3Buckets buckets = S3Buckets.on(server)) {
            targets.add(ofDefaults(server, buckets.makeVersioned(), ConditionalWrites.SUPPORTED));
            targets.add(ofDefaults(server, buckets.make(), ConditionalWrites.SUPPORTED));
            targets.add(ofDefaults(server, buckets.makeVersioned(), ConditionalWrites.UNSUPPORTED));
        }
        try (B2Simulator simulator = B2Simulator.start(B2_RECOMMENDED_PART);
                B2Buckets buckets = B2Buckets.on(simulator)) {
            targets.add(found(buckets.store(buckets.make())));
        }
        assertThat(tableOfThePage()).containsExactlyElementsOf(rows(targets));
    }

    private static List<Ability> ofDefaults(LocalStack server, String bucket, ConditionalWrites conditionalWrites) {
        S3Settings defaults = S3Settings.DEFAULT;
        S3Settings settings = new S3Settings(defaults.storageClass(), conditionalWrites, defaults.parts(),
                defaults.limits());
        return found(
                new S3CloudStore(new S3Target(bucket, "eu-central-1", Optional.of(server.endpoint()), ""), settings,
                        () -> new S3Credentials("test", "test", Optional.empty())));
    }

    private static List<Ability> found(CloudStore opened) {
        try (CloudStore store = opened) {
            ProbeReport report = new TargetProbe(store).run();
            assertThat(report.usable()).as("%s", report).isTrue();
            return report.abilities();
        }
    }

    private static List<String> tableOfThePage() throws IOException {
        // Its header begins with an empty cell, and it ends with an empty line; other tables follow.
        return Files.readAllLines(PAGE).stream().dropWhile(line -> !line.startsWith("| |"))
                .takeWhile(line -> !line.isEmpty()).filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
                .toList();
    }

    /** One row for each ability, with what every target has of it. */
    private static List<String> rows(List<List<Ability>> columns) {
        return IntStream.range(0, columns.getFirst().size())
                .mapToObj(row -> columns.getFirst().get(row).name() + " | "
                        + columns.stream().map(column -> column.get(row).value()).collect(Collectors.joining(" | ")))
                .map(row -> "| " + row + " |").toList();
    }
}
