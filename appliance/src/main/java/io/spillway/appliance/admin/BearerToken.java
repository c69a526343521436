package io.spillway.appliance.admin;

import io.spillway.cluster.api.account.Secret;

/** The token that every request must carry. */
record BearerToken(Secret token) {
    private static final String SCHEME = "Bearer ";

    /** Whether an Authorization header carries it; takes the same time whatever is wrong. */
    boolean isIn(String header) {
        String given = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
        return !given.isEmpty() && token.equals(new Secret(given));
    }
}
