package io.spillway.policy.predicate;

/** How a string fact is matched with a constant; by characters, with no folding of case. */
public enum TextMatch {
    EQUALS, STARTS_WITH, ENDS_WITH, CONTAINS;

    public boolean holds(String fact, String constant) {
        return switch (this) {
            case EQUALS -> fact.equals(constant);
            case STARTS_WITH -> fact.startsWith(constant);
            case ENDS_WITH -> fact.endsWith(constant);
            case CONTAINS -> fact.contains(constant);
        };
    }
}
