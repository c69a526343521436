package io.spillway.tier.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A process of its own restores and ends in the middle; no node starts on what it left, and another restore does it. */
class RestoreCutShortIT {
    private static final long CHILD_SECONDS = 300;
    private static final byte[] BYTES = "once remote, always readable".repeat(5000)
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void itIsDetectedAndRepeated(RestoringProcess.Point point) throws Exception {
        TestNode.Setup setup = TestNode.Setup.plain();
        Owner former;
        try (TestNode node = TestNode.open(folder, setup)) {
            former = TargetOwnership.of(node.cloud()).claim(TestNode.CLUSTER.value());
            node.createBucket();
            node.put("k", BYTES);
            var month = node.clock().instant().plus(Duration.ofDays(31));
            var _ = node.engine().run(new RunRequest(node.inForce(Policies.archive(1)), month, RunRequest.Mode.PLAN));
            assertThat(node.settle(node.clock().instant())).isTrue();
            assertThat(node.settle(month)).isTrue();
        }
        assertThat(restoreUntil(point)).as(output()).isEqualTo(RestoringProcess.HALTED);
        assertThatThrownBy(() -> TestNode.open(folder, setup)).isInstanceOf(IOException.class)
                .hasMessageContaining("cut short");
        RestoreReport report = LostNode.of(folder, setup.clock()).restore();
        assertThat(report.owner().epoch()).isGreaterThan(former.epoch());
        try (TestNode node = TestNode.open(folder, setup)) {
            assertThat(node.read("k")).isEqualTo(BYTES);
        }
        try (CloudStore cloud = TestNode.cloud(folder)) {
            TargetOwnership.of(cloud).confirm(report.owner());
        }
    }

    private int restoreUntil(RestoringProcess.Point point) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(List.of(java, "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                RestoringProcess.class.getName(), folder.toString(), point.name())).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile()).start();
        try {
            assertThat(child.waitFor(CHILD_SECONDS, TimeUnit.SECONDS)).as("the process ends in time").isTrue();
            return child.exitValue();
        } finally {
            child.destroyForcibly();
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
