package io.spillway.policy.language;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.Condition;
import org.jspecify.annotations.Nullable;

/** A checked expression that cel-java runs. Equal by its text, since a program has no identity of its own. */
final class CelExpression implements Condition {
    private final String text;
    private final CelRuntime.Program program;

    CelExpression(String text, CelRuntime.Program program) {
        this.text = text;
        this.program = program;
    }

    @Override
    public Truth test(Facts facts) {
        return test(facts, null);
    }

    /** As {@link #test(Facts)}; with no instant, the facts that grow with time are missing too. */
    Truth test(Facts facts, @Nullable Instant now) {
        try {
            Object value = program.eval(name -> valueOf(name, facts, now));
            return value instanceof Boolean truth ? Truth.of(truth) : Truth.UNKNOWN;
        } catch (CelEvaluationException _) {
            // A missing fact, or a part that fails for these facts: either way nobody knows whether it matches.
            return Truth.UNKNOWN;
        }
    }

    /** The value of an expression without facts. */
    Object fold() throws CelEvaluationException {
        return program.eval(name -> Optional.<Object>ofNullable(Vocabulary.CONSTANTS.get(name)));
    }

    private static Optional<Object> valueOf(String name, Facts facts, @Nullable Instant now) {
        if (name.equals(Vocabulary.SIZE)) {
            return Optional.ofNullable(facts.size());
        }
        if (name.equals(Vocabulary.CREATED)) {
            return Optional.ofNullable(facts.created());
        }
        Optional<Object> elapsed = Vocabulary.elapsed(name).flatMap(facts::start).filter(_ -> now != null).map(
                start -> Duration.between(start, now));
        return elapsed.or(() -> Vocabulary.text(name).flatMap(facts::text)).or(
                () -> Optional.ofNullable(Vocabulary.CONSTANTS.get(name)));
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CelExpression that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
