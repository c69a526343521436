package io.spillway.appliance.admin.answer;

import java.util.List;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/** What a check of a policy's text found. {@code policy} and {@code rules} are there if it was accepted. */
@Serdeable
public record CheckAnswer(boolean accepted, @Nullable String policy, List<String> rules, List<Problem> problems) {

    /** A problem with its place, from 1; line 0 is of the policy as a whole. */
    @Serdeable
    public record Problem(int line, int column, String message, String remedy) {}
}
