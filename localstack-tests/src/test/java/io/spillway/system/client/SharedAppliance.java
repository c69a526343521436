package io.spillway.system.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.spillway.system.appliance.ApplianceCredentials;
import io.spillway.system.appliance.ApplianceProcess;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * One appliance for all the tests of clients, which work in buckets of their own: given to whoever asks for a
 * {@link SharedAppliance} parameter, ended with the test run.
 */
final class SharedAppliance implements AutoCloseable {
    private final Path folder;
    private final ApplianceProcess process;

    private SharedAppliance() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("spillway-clients-");
        process = ApplianceProcess.start(ApplianceProcess.Launch.on(data()).with("metachunk.size=4MiB"));
    }

    private Path data() {
        return folder.resolve("data");
    }

    URI s3() {
        return process.s3();
    }

    AwsCredentialsProvider credentials() throws IOException {
        return ApplianceCredentials.of(data());
    }

    Path credentialsFile() {
        return ApplianceCredentials.file(data());
    }

    @Override
    public void close() throws IOException {
        process.close();
        List<Path> all;
        try (Stream<Path> tree = Files.walk(folder)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /** Hands it out. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(SharedAppliance.class);
        }

        @Override
        public SharedAppliance resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(SharedAppliance.class))
                    .getOrComputeIfAbsent(SharedAppliance.class, _ -> start(), SharedAppliance.class);
        }

        private static SharedAppliance start() {
            try {
                return new SharedAppliance();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the appliance for the tests of clients did not start", e);
            }
        }
    }
}
