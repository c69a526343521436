package io.spillway.cluster.api.change;

import java.util.regex.Pattern;

/** A container's reference: 64 lower-case hex digits, the SHA-256 of account, name and incarnation. */
public record ContainerRef(String value) {
    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{64}");

    public ContainerRef {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("container reference \"" + value + "\" is not 64 hex digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
