package io.spillway.policy.due;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.spillway.policy.Action;
import io.spillway.policy.Policy;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.Rule;
import io.spillway.policy.TestPolicies;
import io.spillway.policy.evaluation.Evaluator;
import io.spillway.policy.evaluation.Verdict;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.language.Compiled;
import io.spillway.policy.language.ConditionLanguage;
import io.spillway.policy.language.RandomConditions;
import io.spillway.policy.scope.Glob;
import io.spillway.policy.scope.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutlookTest {
    private static final ConditionLanguage LANGUAGE = new ConditionLanguage();
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Facts FACTS = Facts.of("media", "raw-1", "a.mov").withSize(4096).withCreated(CREATED);

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    /** Every change of a verdict lies at, or a nanosecond after, a start of a fact plus a duration of the grammar. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOutlookSaysAtEveryInstantWhatTheEvaluatorSaysThen(long seed) {
        RandomConditions random = new RandomConditions(seed);
        PolicyVersion version = policy(random);
        for (int round = 0; round < 10; round++) {
            Facts facts = random.facts();
            Outlook outlook = Outlook.of(version.policy(), facts);
            List<Instant> instants = instants(facts);
            for (Instant instant : instants) {
                assertThat(outlook.ruleAt(instant))
                        .as(() -> "seed %d: %s for %s at %s".formatted(seed, version, facts, instant))
                        .isEqualTo(ruleOf(Evaluator.evaluate(version, facts, instant)));
            }
            for (int from = 0; from < instants.size(); from++) {
                Instant start = instants.get(from);
                assertThat(outlook.nextDue(start).map(Due::rule))
                        .as(() -> "seed %d: %s for %s from %s".formatted(seed, version, facts,
                                start))
                        .isEqualTo(firstPlacement(version, facts, instants.subList(from, instants.size())));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anObjectIsDueFromTheInstantThatIsNamedAndNotBefore(long seed) {
        RandomConditions random = new RandomConditions(seed);
        PolicyVersion version = policy(random);
        for (int round = 0; round < 20; round++) {
            Facts facts = random.facts();
            Instant now = random.instant();
            if (facts.createdKnown().filter(now::isBefore).isPresent()) {
                continue;
            }
            Outlook.of(version.policy(), facts).nextDue(now).filter(due -> !due.at().equals(Instant.MIN)).ifPresent(
                    due -> {
                        assertThat(ruleOf(Evaluator.evaluate(version, facts, due.at()))).contains(due.rule());
                        if (!due.at().equals(facts.created())) {
                            assertThat(ruleOf(Evaluator.evaluate(version, facts, due.at().minusNanos(1))))
                                    .as(() -> "seed %d: %s for %s".formatted(seed, version, facts))
                                    .isNotEqualTo(Optional.of(due.rule()));
                        }
                    });
        }
    }

    @Test
    void anObjectIsDueWhenTheLastOfItsTimesHasPassed() {
        PolicyVersion version = TestPolicies.of("object.age > days(30) && object.idle >= days(14) => { tier: warm }");
        Instant read = CREATED.plus(Duration.ofDays(20));

        assertThat(due(version, FACTS, CREATED)).contains(new Due(CREATED.plus(Duration.ofDays(30)).plusNanos(1), "r1",
                new Action.Tier("warm", Duration.ZERO)));
        assertThat(due(version, FACTS.withLastRead(read), CREATED).map(Due::at)).contains(read.plus(Duration.ofDays(
                14)));
    }

    @Test
    void anObjectThatIsLateIsDueSinceTheStartOfItsSpan() {
        PolicyVersion version = TestPolicies.of("object.age >= days(30) => { tier: warm }",
                "object.age >= days(10) => { tier: deep }");

        assertThat(due(version, FACTS, CREATED.plus(Duration.ofDays(25))).map(Due::at)).contains(CREATED.plus(Duration
                .ofDays(10)));
        assertThat(due(version, FACTS, CREATED.plus(Duration.ofDays(99))).map(Due::at)).contains(CREATED.plus(Duration
                .ofDays(30)));
    }

    @Test
    void aHoldPutsOffWhatIsDueUntilItEnds() {
        PolicyVersion version = TestPolicies.of("object.age > days(1) => { tier: warm }",
                "object.age < days(90) => { hold: {} }");

        assertThat(due(version, FACTS, CREATED).map(Due::at)).contains(CREATED.plus(Duration.ofDays(90)));
        assertThat(Outlook.of(version.policy(), FACTS).ruleAt(CREATED)).contains("r2");
    }

    @Test
    void aRuleWithoutTimeIsDueSinceTheObjectWasCreated() {
        PolicyVersion version = TestPolicies.of("object.size > 1 => { tier: warm }");

        assertThat(due(version, FACTS, CREATED.plusSeconds(5)).map(Due::at)).contains(CREATED);
    }

    @Test
    void whatNeverMatchesIsNeverDue() {
        PolicyVersion version = TestPolicies.of("object.age > days(30) && object.size > 1*GiB => { tier: warm }",
                "object.age < days(3) => { recall: {} }");

        assertThat(due(version, FACTS, CREATED.plus(Duration.ofDays(3)))).isEmpty();
    }

    private static Optional<Due> due(PolicyVersion version, Facts facts, Instant from) {
        return Outlook.of(version.policy(), facts).nextDue(from);
    }

    private static PolicyVersion policy(RandomConditions random) {
        List<Action> actions = List.of(new Action.Tier("warm", Duration.ZERO), new Action.Hold(), new Action.Recall());
        List<Rule> rules = IntStream.range(0, 3).mapToObj(i -> new Rule("r" + i, switch (LANGUAGE.compile(random
                .condition(2))) {
            case Compiled.Ready(var predicate) -> predicate;
            case Compiled.Refused(var faults) -> throw new AssertionError(faults);
        }, actions.get(i))).toList();
        return new PolicyVersion(new Policy("p", new Scope("media", List.of(new Glob("*"))), ZoneOffset.UTC,
                rules), 1);
    }

    /** Before, at and after each instant at which a comparison of the grammar can change, and far away on both sides. */
    private static List<Instant> instants(Facts facts) {
        TreeSet<Instant> instants = new TreeSet<>(List.of(Instant.parse("1990-01-01T00:00:00Z"), Instant.parse(
                "2090-01-01T00:00:00Z")));
        for (Optional<Instant> start : List.of(facts.createdKnown(), Optional.ofNullable(facts.lastRead()))) {
            start.ifPresent(from -> IntStream.range(-1, 10).mapToObj(half -> from.plus(Duration.ofHours(12L * half)))
                    .forEach(
                            instant -> instants.addAll(List.of(instant.minusNanos(1), instant, instant.plusNanos(1)))));
        }
        return List.copyOf(instants);
    }

    private static Optional<String> firstPlacement(PolicyVersion version, Facts facts, List<Instant> instants) {
        return instants.stream().map(instant -> Evaluator.evaluate(version, facts, instant)).filter(
                verdict -> verdict.action().filter(action -> !(action instanceof Action.Hold)).isPresent()).findFirst()
                .flatMap(OutlookTest::ruleOf);
    }

    private static Optional<String> ruleOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stay _ -> Optional.empty();
            case Verdict.Apply apply -> Optional.of(apply.rule());
        };
    }
}
