package io.spillway.tier.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.spillway.tier.fault.Failpoints.Side;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.node.TestTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For each step of the engine, and each side of it: a process of its own ends there without a word, the node is opened
 * again, recovers, and is audited. A step that the story does not lead to fails the test. Two points at a time, since
 * much of a story is waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
public abstract class CrashMatrix {
    /** Long enough for a machine that is very busy, and short enough to find a process that hangs. */
    private static final long CHILD_SECONDS = 300;
    private static final Duration MONTH = Duration.ofDays(31);

    @TempDir
    Path folder;

    private final TestTarget target;

    /** A process of its own opens a target of the same class. */
    protected CrashMatrix(TestTarget target) {
        this.target = target;
    }

    /** Where the node is, and what its target needs to know. */
    protected final Path folder() {
        return folder;
    }

    static Stream<Arguments> everyFailpoint() {
        return Arrays.stream(Step.values())
                .flatMap(step -> Arrays.stream(Side.values()).map(side -> Arguments.of(step, side)));
    }

    @ParameterizedTest
    @MethodSource("everyFailpoint")
    void aProcessThatEndsAtAStepLosesNothing(Step step, Side side) throws Exception {
        assertThat(runUntil(step, side)).as(output()).isEqualTo(HaltingProcess.HALTED);
        recoverAndAudit();
    }

    /** Without a halt, so that the matrix cannot pass because the story itself is broken or ends early. */
    @Test
    void theStoryLeavesNothingBehindWhenNobodyStopsIt() throws Exception {
        try (TestNode node = TestNode.open(folder, TestNode.Setup.on(target))) {
            var ledger = new Ledger(folder.resolve("ledger"));
            new Story(node, ledger).tell();
            var audit = new Audit(node, ledger.expected());
            audit.objectsAreWhole();
            audit.pointersAreWhole();
            audit.nothingButWhatIsNeededIsLeft();
        }
    }

    private void recoverAndAudit() throws Exception {
        Map<String, byte[]> expected = new Ledger(folder.resolve("ledger")).expected();
        try (TestNode node = TestNode.open(folder, TestNode.Setup.on(target))) {
            var audit = new Audit(node, expected);
            audit.objectsAreWhole();
            audit.remoteBytesStand();
            audit.everyRemoteObjectHasAnOwner();
            node.inForce(Policies.archive(2));
            assertThat(node.settle(node.clock().instant())).as("recovery comes to an end").isTrue();
            audit.objectsAreWhole();
            audit.remoteBytesStand();
            audit.everyRemoteObjectHasAnOwner();
            assertThat(node.settle(node.clock().instant().plus(MONTH))).as("releases come to an end").isTrue();
            audit.objectsAreWhole();
            audit.pointersAreWhole();
            audit.everyRemoteObjectHasAnOwner();
            collectEverything(node);
            audit.objectsAreWhole();
            audit.pointersAreWhole();
            audit.nothingButWhatIsNeededIsLeft();
        }
    }

    private static void collectEverything(TestNode node) throws Exception {
        node.clock().advance(TestNode.GARBAGE_GRACE.multipliedBy(4));
        for (int i = 0; i < 3; i++) {
            node.engine().collect();
            node.clock().advance(TestNode.LONGEST_UPLOAD.plusHours(1));
        }
    }

    private int runUntil(Step step, Side side) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                HaltingProcess.class.getName(), folder.toString(), target.getClass().getName(), step.name(),
                side.name())).redirectErrorStream(true)
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
