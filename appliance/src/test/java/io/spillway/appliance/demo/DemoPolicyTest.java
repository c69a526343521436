package io.spillway.appliance.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.spillway.policy.Policy;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;
import io.spillway.policy.evaluation.Evaluator;
import io.spillway.policy.evaluation.Verdict;
import io.spillway.policy.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DemoPolicyTest {
    private static final Instant PUT = Instant.parse("2026-11-26T04:00:00Z");

    @ParameterizedTest
    @CsvSource({"a.java,0", "a.java,4095", "a.java,4096", "a.md,4095", "a.md,4096", "B.MD,100000", "a.md/b,4096",
            "md,4096", "a.md.jar,5000"})
    void theRulesInJavaAreTheRulesOfThePolicy(String key, long size) {
        assertThat(deciding(key, size, PUT.plus(Duration.ofDays(31)))).contains(DemoRule.of(key, size).title());
    }

    @Test
    void nothingMovesOnTheDayItWasPut() {
        assertThat(deciding("a.jar", 1 << 20, PUT.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"demo,true", "demo-again-2,true", "photos,false"})
    void itGovernsTheBucketsOfTheDemoAlone(String bucket, boolean governed) {
        assertThat(policy().applies().covers("default", bucket)).isEqualTo(governed);
    }

    private static Optional<String> deciding(String key, long size, Instant at) {
        Facts facts = Facts.of("default", DemoPolicy.BUCKET, key).withSize(size).withCreated(PUT);
        return switch (Evaluator.evaluate(new PolicyVersion(policy(), 1), facts, at)) {
            case Verdict.Apply apply -> Optional.of(apply.rule());
            case Verdict.Stay _ -> Optional.empty();
        };
    }

    private static Policy policy() {
        CheckResult result = new PolicyChecker().check(DemoPolicy.text(), Set.of(DemoRule.TARGET));
        assertThat(result).isInstanceOf(CheckResult.Accepted.class);
        return ((CheckResult.Accepted) result).policy();
    }
}
