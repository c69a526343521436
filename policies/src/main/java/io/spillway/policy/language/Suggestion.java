package io.spillway.policy.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** "Did you mean": the known name nearest to one that is not known. */
public final class Suggestion {
    private Suggestion() {}

    /** The remedy for an unknown name: the nearest known one, or all of them when none is near. */
    public static String among(String unknown, Collection<String> known) {
        return nearest(unknown, known).map(name -> "did you mean \"" + name + "\"?").orElseGet(
                () -> known.isEmpty()
                        ? "there is none yet"
                        : "known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
    }

    /** The known name at most two edits away, or a third of its length for long ones. */
    private static Optional<String> nearest(String unknown, Collection<String> known) {
        String sought = unknown.toLowerCase(Locale.ROOT);
        return known.stream().filter(name -> edits(sought, name.toLowerCase(Locale.ROOT)) <= allowance(name)).min(
                Comparator.<String>comparingInt(name -> edits(sought, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int allowance(String name) {
        return Math.min(Math.max(2, name.length() / 3), name.length() - 1);
    }

    /** Levenshtein's distance, by one row. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
