package io.spillway.cluster.api.name;

import java.util.regex.Pattern;

/** The name of a storage policy of the namespace, such as {@code single} or {@code two-copies}. */
public record StoragePolicyName(String value) {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    public StoragePolicyName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "storage policy name \"" + value + "\" is not legal: use 1 to 64 of A-Z a-z 0-9 _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
