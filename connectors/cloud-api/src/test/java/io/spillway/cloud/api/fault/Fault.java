package io.spillway.cloud.api.fault;

import java.time.Duration;
import java.util.function.Supplier;

import io.spillway.cloud.api.CloudException;

/** What goes wrong with one call. */
public sealed interface Fault {
    /** The call fails and was never made. */
    record Before(Supplier<CloudException> error) implements Fault {}

    /** The call is made, takes effect, and then fails for the caller. */
    record After(Supplier<CloudException> error) implements Fault {}

    /** An opened content breaks with {@link CloudException.Unavailable} after this many bytes. */
    record CutBody(long after) implements Fault {}

    /** An opened content answers its end after this many bytes, against the contract. */
    record ShortBody(long after) implements Fault {}

    /** One byte is another: in what an open gives, or in what a put stores (its evidence is then of the wrong ones). */
    record WrongByte(long at) implements Fault {}

    /** A stat answers another digest than the target has. */
    record WrongEvidence() implements Fault {}

    /** This is run before the call, and before each read of an opened content. */
    record Slow(Runnable pause) implements Fault {}

    static Fault denied() {
        return new Before(() -> new CloudException.AccessDenied("injected: status 403"));
    }

    static Fault unavailable(Duration retryAfter) {
        return new Before(() -> new CloudException.Unavailable("injected: status 503", retryAfter));
    }

    /** No answer came, and nothing has happened. */
    static Fault lostRequest() {
        return new Before(() -> new CloudException.OutcomeUnknown("injected: time-out"));
    }

    /** No answer came, although it has happened. */
    static Fault lostAnswer() {
        return new After(() -> new CloudException.OutcomeUnknown("injected: time-out"));
    }
}
