package io.spillway.appliance.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data security of a storage policy: full copies, each on a volume of its own. Written {@code copies(2)}.
 *
 * @param count 1 to {@value #MAX}
 */
public record Copies(int count) {
    /** More copies than this protect against nothing that erasure coding would not do for less. */
    public static final int MAX = 9;
    private static final Pattern WRITTEN = Pattern.compile("copies\\((\\d)\\)");

    public Copies {
        if (count < 1 || count > MAX) {
            throw new IllegalArgumentException("write copies(N) with N from 1 to " + MAX);
        }
    }

    public static Copies parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return new Copies(matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0);
    }

    @Override
    public String toString() {
        return "copies(" + count + ")";
    }
}
