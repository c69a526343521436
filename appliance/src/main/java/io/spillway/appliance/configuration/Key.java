package io.spillway.appliance.configuration;

/**
 * One key of the configuration, or a family of keys.
 *
 * @param name dotted, as {@code --set} and messages write it; a family ends in {@code .NAME}
 * @param shape how many values it takes
 * @param fallback the default, written as the operator would write it; empty for none
 * @param meaning one sentence for the table of keys
 */
record Key<T>(String name, Shape shape, ValueType<T> type, String fallback, String meaning) {
    /** How many values a key takes. */
    enum Shape {
        /** One value. */
        SINGLE,
        /** A list: a YAML sequence, or values with commas between them. */
        LIST,
        /** Each key under a common prefix takes one value. */
        FAMILY
    }

    private static final String FAMILY_SUFFIX = "NAME";

    Key {
        if ((shape == Shape.FAMILY) != name.endsWith("." + FAMILY_SUFFIX)) {
            throw new IllegalArgumentException("only a family's name ends in ." + FAMILY_SUFFIX + ": " + name);
        }
    }

    /** What the keys of a family begin with, dot included. */
    String prefix() {
        return name.substring(0, name.length() - FAMILY_SUFFIX.length());
    }

    boolean covers(String given) {
        return shape == Shape.FAMILY
                ? given.startsWith(prefix()) && given.length() > prefix().length()
                : given.equals(name);
    }
}
