package io.spillway.policy.language;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.cel.common.CelAbstractSyntaxTree;
import io.spillway.policy.fact.ElapsedFact;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.TextFact;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.MemoryEvaluation;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Pushdown;
import io.spillway.policy.predicate.Relation;
import io.spillway.policy.predicate.TextMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionLanguageTest {
    private static final ConditionLanguage LANGUAGE = new ConditionLanguage();
    private static final CelEnvironment ENVIRONMENT = new CelEnvironment();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePredicateSaysWhatCelSays(long seed) throws Exception {
        RandomConditions random = new RandomConditions(seed);
        String text = random.condition(3);
        Predicate predicate = ready(text);
        CelExpression oracle = oracle(text);
        for (int i = 0; i < 60; i++) {
            Facts facts = random.facts();
            Instant now = random.instant();
            assertThat(predicate.accept(new MemoryEvaluation(facts, now)))
                    .as(() -> "seed %d: %s for %s at %s".formatted(seed, text,
                            facts, now))
                    .isEqualTo(oracle.test(facts, now));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aCandidateQueryMissesNothingThatMatches(long seed) {
        RandomConditions random = new RandomConditions(seed);
        String text = random.condition(3);
        Predicate predicate = ready(text);
        Pushdown pushdown = Pushdown.of(predicate);
        for (int i = 0; i < 60; i++) {
            Facts facts = random.facts();
            MemoryEvaluation evaluation = new MemoryEvaluation(facts, random.instant());
            boolean matches = predicate.accept(evaluation) == Truth.TRUE;
            boolean selected = pushdown.candidates().accept(evaluation) == Truth.TRUE;
            assertThat(selected).as(() -> "seed %d: %s for %s at %s".formatted(seed, text, facts, evaluation.now()))
                    .satisfies(
                            value -> assertThat(!matches || value).isTrue(),
                            value -> assertThat(!pushdown.exact() || value == matches).isTrue());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void knowingTheContainerChangesNoValue(long seed) {
        RandomConditions random = new RandomConditions(seed);
        Predicate predicate = ready(random.condition(3));
        Predicate known = predicate.inContainer("media", "raw-video");
        for (int i = 0; i < 40; i++) {
            Facts any = random.facts();
            Facts facts = new Facts("media", "raw-video", any.key(), any.size(), any.created(), any.lastRead());
            MemoryEvaluation evaluation = new MemoryEvaluation(facts, random.instant());
            assertThat(known.accept(evaluation)).as(() -> "seed %d: %s".formatted(seed, predicate))
                    .isEqualTo(predicate.accept(
                            evaluation));
        }
    }

    @Test
    void theRandomConditionsReachEveryTruthOften() {
        Map<Truth, Integer> seen = new EnumMap<>(Truth.class);
        seeds().forEach(seed -> {
            RandomConditions random = new RandomConditions(seed);
            Predicate predicate = ready(random.condition(3));
            for (int i = 0; i < 60; i++) {
                seen.merge(predicate.accept(new MemoryEvaluation(random.facts(), random.instant())), 1, Integer::sum);
            }
        });
        assertThat(seen.values()).hasSize(3).allMatch(count -> count > 1000);
    }

    @Test
    void whatTheTreeCanSayBecomesTheTree() {
        assertThat(ready("object.size > 64*MiB && days(30) < object.age && object.key.startsWith(\"a/\")")).isEqualTo(
                new Predicate.And(List.of(new Predicate.SizeIs(Relation.GREATER, 64L << 20), new Predicate.ElapsedIs(
                        ElapsedFact.AGE, Relation.GREATER, Duration.ofDays(30)), new Predicate.KeyStartsWith("a/"))));
        assertThat(ready("!(object.extension != \"mov\")")).isEqualTo(new Predicate.TextIs(TextFact.EXTENSION,
                TextMatch.EQUALS, "mov"));
        assertThat(ready("object.created < timestamp(\"2026-01-01T00:00:00Z\") - days(1)")).isEqualTo(
                new Predicate.CreatedIs(Relation.LESS, Instant.parse("2025-12-31T00:00:00Z")));
    }

    @Test
    void whatTheTreeCannotSayStaysAnExpression() {
        assertThat(ready("object.size % 2 == 0")).isInstanceOfSatisfying(Predicate.Residual.class,
                residual -> assertThat(residual.condition().text()).isEqualTo("object.size % 2 == 0"));
    }

    @Test
    void aTimeThatIsNotComparedWithAConstantIsRefused() {
        assertThat(faults("object.size > 1 && object.age - object.idle > days(1)")).singleElement().satisfies(
                fault -> assertThat(fault.message()).isEqualTo(
                        "object.age can only be compared with a constant duration"),
                fault -> assertThat(fault.offset()).isEqualTo(19));
        assertThat(faults("(object.idle > days(1)) == true")).hasSize(1);
        assertThat(faults("object.size > 1 ? object.age > days(1) : object.age > days(2)")).hasSize(1);
    }

    @Test
    void aConstantThatFailsIsRefusedWhereItStands() {
        assertThat(faults("object.size > 1 && object.size > 9223372036854775807 + 1")).singleElement().satisfies(
                fault -> assertThat(fault.message()).startsWith("this part fails whatever the object: "),
                fault -> assertThat(fault.offset()).isEqualTo(33));
        assertThat(faults("object.age > days(4000000)").getFirst().message()).contains("more than 3652500 days");
        assertThat(faults("object.created > timestamp(\"yesterday\")")).hasSize(1);
    }

    @Test
    void aHostileTextIsRefusedAndNotRun() {
        assertThat(faults("(".repeat(5000) + "true" + ")".repeat(5000))).isNotEmpty();
        assertThat(faults("-(".repeat(5000) + "1" + ")".repeat(5000))).isNotEmpty();
        assertThat(faults("a".repeat(20_000)).getFirst().message()).contains("longer than");
        assertThat(ready("object.size > 1" + " && object.size > 1".repeat(700))).isInstanceOf(Predicate.And.class);
    }

    private static Predicate ready(String text) {
        Compiled compiled = LANGUAGE.compile(text);
        assertThat(compiled).as(text).isInstanceOf(Compiled.Ready.class);
        return ((Compiled.Ready) compiled).predicate();
    }

    private static List<Fault> faults(String text) {
        Compiled compiled = LANGUAGE.compile(text);
        assertThat(compiled).as(text).isInstanceOf(Compiled.Refused.class);
        return ((Compiled.Refused) compiled).faults();
    }

    private static CelExpression oracle(String text) throws Exception {
        CelAbstractSyntaxTree checked = ENVIRONMENT.check(ENVIRONMENT.parse(text).getAst()).getAst();
        return ENVIRONMENT.expression(checked, checked.getExpr());
    }
}
