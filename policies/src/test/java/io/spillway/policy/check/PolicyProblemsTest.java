package io.spillway.policy.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person reads for each mistake, word for word. Each case of {@code problems.txt} is a name after {@code ###}, a policy,
 * a line {@code ---}, and the rendered problems.
 */
class PolicyProblemsTest {
    private static final PolicyChecker CHECKER = new PolicyChecker();
    private static final Set<String> TARGETS = Set.of("b2-archive", "s3-warm");

    record Case(String name, String policy, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(resource().split("(?m)^### ")).skip(1).map(text -> {
            int name = text.indexOf('\n');
            int line = text.lastIndexOf("\n---\n");
            return new Case(text.substring(0, name), text.substring(name + 1, line + 1), text.substring(line + 5));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theProblemIsNamedWhereItStandsWithARemedy(Case given) {
        assertThat(rendered(given.policy())).isEqualTo(given.expected());
    }

    static String rendered(String policy) {
        return switch (CHECKER.check(policy, TARGETS)) {
            case CheckResult.Accepted _ -> "accepted\n";
            case CheckResult.Rejected(List<Problem> problems) -> problems.stream().map(
                    problem -> problem.render("p.yaml", policy)).collect(Collectors.joining());
        };
    }

    private static String resource() {
        try (InputStream in = PolicyProblemsTest.class.getResourceAsStream("problems.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
