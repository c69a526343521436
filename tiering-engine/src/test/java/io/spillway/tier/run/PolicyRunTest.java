package io.spillway.tier.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunReport.RuleCount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyRunTest {
    private static final PolicyChecker CHECKER = new PolicyChecker();
    private static final int OBJECTS = 48;
    private static final List<String> PREFIXES = List.of("raw/", "raw/2026/", "tmp/", "");

    @TempDir
    Path folder;
    private TestNode node;
    private Instant begun;

    @BeforeEach
    void fill() throws Exception {
        node = TestNode.open(folder, TestNode.Setup.plain());
        node.createBucket();
        begun = node.clock().instant();
        for (int i = 0; i < OBJECTS; i++) {
            node.put("%sobject-%d.%s".formatted(PREFIXES.get(i % 4), i, i % 3 == 0 ? "mov" : "txt"),
                    new byte[512 * (i % 7)]);
            node.clock().advance(Duration.ofHours(6));
        }
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** The directory that leaves nothing out. */
    private record Unfiltered(Candidates directory) implements Candidates {
        @Override
        public List<ContainerEntry> containers(Optional<ContainerName> after, int limit) throws ObjectStoreException {
            return directory.containers(after, limit);
        }

        @Override
        public Optional<ContainerEntry> container(ContainerRef ref) throws ObjectStoreException {
            return directory.container(ref);
        }

        @Override
        public List<Candidate> page(ContainerRef container, CandidateFilter filter, Optional<ObjectKey> after,
                int limit) throws ObjectStoreException {
            return directory.page(container, CandidateFilter.ALL, after, limit);
        }

        @Override
        public long objects(ContainerRef container) throws ObjectStoreException {
            return directory.objects(container);
        }

        @Override
        public Optional<Candidate> current(ContainerRef container, ObjectKey key) throws ObjectStoreException {
            return directory.current(container, key);
        }
    }

    private RunReport run(Candidates candidates, PolicyVersion policy, Instant instant) throws ObjectStoreException {
        IntentJournal journal = new IntentJournal(node.directory().transitions(), Failpoints.NONE, new Random(1));
        return new PolicyRun(candidates, journal, _ -> Optional.empty(),
                new RunRequest(policy, instant, RunRequest.Mode.DRY)).run();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRunCountsTheSameWhateverTheDirectoryLeavesOut(long seed) throws Exception {
        Random random = new Random(seed);
        boolean unknown = false;
        boolean held = false;
        for (int i = 0; i < 25; i++) {
            PolicyVersion policy = policy(random);
            Instant instant = begun.plus(Duration.ofHours(6L * random.nextInt(OBJECTS)));
            RunReport filtered = run(node.directory().candidates(), policy, instant);
            assertThat(filtered).as("seed %d, %s at %s", seed, policy, instant)
                    .isEqualTo(run(new Unfiltered(node.directory().candidates()), policy, instant));
            assertThat(filtered.objects()).isEqualTo(OBJECTS)
                    .isEqualTo(filtered.staying() + filtered.rules().stream().mapToLong(RuleCount::matched).sum());
            unknown |= filtered.rules().stream().anyMatch(rule -> rule.unknown() > 0);
            held |= filtered.rules().stream().anyMatch(rule -> rule.rule().startsWith("hold") && rule.matched() > 0);
        }
        assertThat(unknown).as("some rule is unknown of some object").isTrue();
        assertThat(held).as("some hold keeps some object").isTrue();
    }

    @Test
    void aHoldCountsWhatItKeepsFromAPlacementRuleAndAllElseStays() throws Exception {
        RunReport report = run(node.directory().candidates(), accepted(check("""
                  - { name: held, when: 'object.key.startsWith("raw/")', then: { hold: {} } }
                  - { name: large, when: 'object.size >= 3072', then: { tier: cold } }
                """)), begun);
        long large = OBJECTS / 7;
        assertThat(report.objects()).isEqualTo(OBJECTS);
        assertThat(report.rules()).extracting(RuleCount::matched).satisfies(
                matched -> assertThat(matched.getFirst() + matched.getLast()).isEqualTo(large),
                matched -> assertThat(matched.getFirst()).isBetween(1L, large - 1));
        assertThat(report.staying()).isEqualTo(OBJECTS - large);
    }

    /** The checker refuses what can never match, so some are made in vain. */
    private static PolicyVersion policy(Random random) {
        return Stream.generate(() -> check(rules(random))).filter(CheckResult.Accepted.class::isInstance)
                .map(PolicyRunTest::accepted).findFirst().orElseThrow();
    }

    private static String rules(Random random) {
        StringBuilder rules = new StringBuilder();
        int holds = random.nextInt(2);
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            boolean hold = i < holds;
            rules.append("  - { name: %s-%d, when: '%s', then: { %s } }\n".formatted(hold ? "hold" : "move", i,
                    condition(random, 2), hold ? "hold: {}" : random.nextInt(3) == 0 ? "recall: {}" : "tier: cold"));
        }
        return rules.toString();
    }

    private static String condition(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String one = condition(random, depth - 1);
            String other = condition(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> "!(" + one + ")";
                case 1 -> "(" + one + " && " + other + ")";
                default -> "(" + one + " || " + other + ")";
            };
        }
        return switch (random.nextInt(7)) {
            case 0 -> "object.size > " + 512 * random.nextInt(7);
            case 1 -> "object.age >= duration(\"" + 6 * random.nextInt(OBJECTS) + "h\")";
            case 2 -> "object.idle < duration(\"" + 6 * random.nextInt(OBJECTS) + "h\")";
            case 3 -> "object.key.startsWith(\"" + PREFIXES.get(random.nextInt(4)) + "\")";
            case 4 -> "object.extension == \"mov\"";
            // Unknown where it divides by nothing.
            case 5 -> "object.size / (object.size - 1024) > 1";
            default -> "container == \"" + (random.nextBoolean() ? "raw-2026" : "other") + "\"";
        };
    }

    private static CheckResult check(String rules) {
        return CHECKER.check("""
                apiVersion: spillway/v1
                policy: archive
                applies: { account: default, containers: ["raw-*"] }
                rules:
                """ + rules, Set.of("cold"));
    }

    private static PolicyVersion accepted(CheckResult result) {
        return switch (result) {
            case CheckResult.Accepted(var policy) -> new PolicyVersion(policy, 1);
            case CheckResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
