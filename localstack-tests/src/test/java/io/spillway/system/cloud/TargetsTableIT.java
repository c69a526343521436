package io.spillway.system.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.probe.Ability;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.cloud.s3.S3CloudStore;
import io.spillway.cloud.s3.S3Credentials;
import io.spillway.cloud.s3.S3Settings;
import io.spillway.cloud.s3.S3Settings.ConditionalWrites;
import io.spillway.cloud.s3.S3Target;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of {@code docs/targets.md} says what the adapters do, at their defaults. */
@ExtendWith(WithLocalStack.class)
final class TargetsTableIT {
    private static final Path PAGE = Path.of("../docs/targets.md");

    @Test
    void theTableOfTargetsIsTrue(LocalStack server, @TempDir Path folder) throws Exception {
        List<TargetCapabilities> targets = new ArrayList<>();
        targets.add(new DirectoryCloudStore(new DirectoryTarget(folder, DirectoryCloudStore.mark(folder), ""))
                .capabilities());
        try (S3Buckets buckets = S3Buckets.on(server)) {
            targets.add(ofDefaults(server, buckets.makeVersioned(), ConditionalWrites.SUPPORTED));
            targets.add(ofDefaults(server, buckets.make(), ConditionalWrites.SUPPORTED));
            targets.add(ofDefaults(server, buckets.makeVersioned(), ConditionalWrites.UNSUPPORTED));
        }
        assertThat(tableOfThePage()).containsExactlyElementsOf(rows(targets));
    }

    private static TargetCapabilities ofDefaults(LocalStack server, String bucket, ConditionalWrites conditionalWrites)
            throws CloudException {
        S3Settings defaults = S3Settings.DEFAULT;
        S3Settings settings = new S3Settings(defaults.storageClass(), conditionalWrites, defaults.parts(),
                defaults.limits());
        try (CloudStore store = new S3CloudStore(
                new S3Target(bucket, "eu-central-1", Optional.of(server.endpoint()), ""), settings,
                () -> new S3Credentials("test", "test", Optional.empty()))) {
            return store.capabilities();
        }
    }

    private static List<String> tableOfThePage() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
                .toList();
    }

    /** One row for each ability, with what every target has of it. */
    private static List<String> rows(List<TargetCapabilities> targets) {
        List<List<Ability>> columns = targets.stream().map(Ability::of).toList();
        return IntStream.range(0, columns.getFirst().size())
                .mapToObj(row -> columns.getFirst().get(row).name() + " | "
                        + columns.stream().map(column -> column.get(row).value()).collect(Collectors.joining(" | ")))
                .map(row -> "| " + row + " |").toList();
    }
}
