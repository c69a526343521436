package io.spillway.system.appliance;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again, with a deadline. */
public final class Poll {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private Poll() {}

    /** A question that has no answer yet. */
    public interface Question<T> {
        Optional<T> ask() throws IOException;
    }

    /** The first answer, or none if the deadline passes or there is no use in asking on. */
    public static <T> Optional<T> until(Duration deadline, Question<T> question, BooleanSupplier goOn)
            throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        Optional<T> answer = question.ask();
        while (answer.isEmpty() && goOn.getAsBoolean() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE);
            answer = question.ask();
        }
        return answer;
    }

    /** Waits until this holds, or fails. */
    public static void awaitThat(String what, Duration deadline, BooleanSupplier condition) throws IOException {
        if (until(deadline, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), () -> true)
                .isEmpty()) {
            throw new AssertionError(what + " did not happen within " + deadline);
        }
    }
}
