package io.spillway.cluster.api.name;

import java.util.regex.Pattern;

/** The name of an account (a tenant): 1 to 64 of {@code a-z 0-9 . _ -}, beginning with a letter or a digit. */
public record AccountName(String value) implements Comparable<AccountName> {
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public AccountName {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("account name \"" + value
                    + "\" is not legal: use 1 to 64 of a-z 0-9 . _ - and begin with a letter or digit");
        }
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
