package io.spillway.cluster.api.transition;

import java.util.regex.Pattern;

/** The id of an intent: 32 lower-case hex digits, never used twice. Remote keys are derived from it. */
public record IntentId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public IntentId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("intent id \"" + value + "\" is not 32 hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
