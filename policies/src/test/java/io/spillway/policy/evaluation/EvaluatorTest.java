package io.spillway.policy.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.spillway.policy.Action;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.TestPolicies;
import io.spillway.policy.fact.Facts;
import org.junit.jupiter.api.Test;

import static io.spillway.policy.evaluation.Evaluator.atCommit;
import static io.spillway.policy.evaluation.Evaluator.confirms;
import static io.spillway.policy.evaluation.Evaluator.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

class EvaluatorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Facts FACTS = Facts.of("media", "raw-1", "exports/Clip.MOV").withSize(4096)
            .withCreated(NOW.minus(
                    Duration.ofDays(40)));

    @Test
    void theFirstPlacementRuleThatMatchesDecides() {
        PolicyVersion policy = TestPolicies.of("object.size > 1*MiB => { tier: deep }",
                "object.age > days(30) => { tier: warm, keep: { local: 7d } }", "object.size > 1 => { recall: {} }");

        assertThat(evaluate(policy, FACTS, NOW)).isEqualTo(new Verdict.Apply("p", 7, List.of(), "r2", new Action.Tier(
                "warm", Duration.ofDays(7))));
    }

    @Test
    void aHoldWinsWhereverItStands() {
        PolicyVersion policy = TestPolicies.of("object.age > days(30) => { tier: warm }",
                "object.extension == \"mov\" => { hold: {} }");

        assertThat(evaluate(policy, FACTS, NOW)).isEqualTo(new Verdict.Apply("p", 7, List.of(), "r2",
                new Action.Hold()));
    }

    @Test
    void anObjectThatNoRuleMatchesStays() {
        assertThat(evaluate(TestPolicies.of("object.age > days(50) => { tier: warm }"), FACTS, NOW)).isEqualTo(
                new Verdict.Stay("p", 7, List.of()));
    }

    @Test
    void aRuleThatNeedsAMissingFactDoesNotMatchAndIsNamed() {
        PolicyVersion policy = TestPolicies.of("!(object.size > 5) => { tier: deep }",
                "object.size > 5 || object.key.startsWith(\"exports/\") => { tier: warm }",
                "object.age < days(1) => { recall: {} }");

        assertThat(evaluate(policy, Facts.of("media", "raw-1", "exports/a"), NOW)).isEqualTo(new Verdict.Apply("p", 7,
                List.of("r1", "r3"), "r2", new Action.Tier("warm", Duration.ZERO)));
    }

    @Test
    void anObjectThatWasNeverReadIsIdleSinceItWasCreated() {
        PolicyVersion policy = TestPolicies.of("object.idle > days(39) => { tier: warm }");

        assertThat(evaluate(policy, FACTS, NOW).action()).isPresent();
        assertThat(evaluate(policy, FACTS.withLastRead(NOW.minus(Duration.ofDays(2))), NOW).action()).isEmpty();
    }

    @Test
    void aCommitIsJudgedAtTheLaterOfNowAndTheRunsInstant() {
        PolicyVersion policy = TestPolicies.of("object.age > days(60) => { tier: warm }");
        Instant ahead = NOW.plus(Duration.ofDays(31));

        assertThat(atCommit(policy, FACTS, NOW, ahead).action()).isPresent();
        assertThat(atCommit(policy, FACTS, ahead, NOW).action()).isPresent();
        assertThat(atCommit(policy, FACTS, NOW, NOW).action()).isEmpty();
    }

    @Test
    void anotherRuleOrVersionMayConfirmWhatWasPlanned() {
        Verdict planned = evaluate(TestPolicies.of("object.size > 1 => { tier: warm }"), FACTS, NOW);
        Verdict sameByAnotherRule = evaluate(TestPolicies.of("object.size > 1*GiB => { tier: deep }",
                "object.age > days(3) => { tier: warm }"), FACTS, NOW);

        assertThat(confirms(planned, sameByAnotherRule)).isTrue();
    }

    @Test
    void aHoldAnotherTargetAnotherKeepOrNoRuleDoNotConfirm() {
        Verdict planned = evaluate(TestPolicies.of("object.size > 1 => { tier: warm }"), FACTS, NOW);

        assertThat(List.of("{ hold: {} }", "{ tier: deep }", "{ tier: warm, keep: { local: 1h } }",
                "{ recall: {} }")).allSatisfy(
                        action -> assertThat(confirms(planned, evaluate(TestPolicies.of(
                                "object.size > 1 => " + action), FACTS, NOW))).isFalse());
        assertThat(confirms(planned, evaluate(TestPolicies.of("object.size > 5*KiB => { tier: warm }"), FACTS,
                NOW))).isFalse();
    }

    @Test
    void anExplanationShowsEachPartWithItsValueAndItsFact() {
        PolicyVersion policy = TestPolicies.of("object.size > 1*KiB && !(object.extension in [\"mp4\", \"avi\"]) && "
                + "(object.idle > days(50) || object.key.startsWith(\"raw/\") || object.size % 2 == 0)"
                + " && container == \"x\" => { tier: warm }");

        assertThat(Explanation.of(policy.policy().rules().getFirst().when(), new Facts("media", null,
                "exports/Clip.MOV", 4096L, NOW.minus(Duration.ofHours(49)), null), NOW).render()).isEqualTo("""
                        unknown  all of
                          true     object.size > 1024 (it is 4096)
                          true     not
                            false    object.extension in ["avi", "mp4"] (it is "mov")
                          true     any of
                            false    object.idle > 50d (it is 2d 1h)
                            false    object.key.startsWith("raw/") (it is "exports/Clip.MOV")
                            true     object.size % 2 == 0
                          unknown  container == "x" (it is not known)
                        """);
    }
}
