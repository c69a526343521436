package io.spillway.policy.fact;

/** The facts that are strings, with the names that a policy writes. */
public enum TextFact {
    /** The whole key. */
    KEY("object.key"),
    /** What follows the last {@code /} of the key. */
    NAME("object.name"),
    /** What follows the last dot of the name, lower case, without the dot; empty when the name has none. */
    EXTENSION("object.extension"),
    /** The container's name. */
    CONTAINER("container"),
    /** The account's name. */
    ACCOUNT("account");

    private final String written;

    TextFact(String written) {
        this.written = written;
    }

    /** The name as a policy writes it. */
    public String written() {
        return written;
    }
}
