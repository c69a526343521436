package io.spillway.cluster.directory;

import java.util.regex.Pattern;

/** Names one operation across its retries: 32 lower-case hex digits. A repeat within a day gets the first answer. */
public record OperationId(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{32}");

    public OperationId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("operation id \"" + value + "\" is not 32 hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
