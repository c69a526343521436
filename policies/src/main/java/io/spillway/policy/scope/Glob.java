package io.spillway.policy.scope;

import java.util.regex.Pattern;

/** A pattern over container names: {@code *} is any run of characters, {@code ?} any one, the rest is itself. */
public record Glob(String pattern) {
    /** A container's name has 63 characters at most; stars add some. */
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9.*?-]{1,100}");

    public Glob {
        if (!isLegal(pattern)) {
            throw new IllegalArgumentException("\"" + pattern + "\" cannot match a container");
        }
    }

    public static boolean isLegal(String pattern) {
        return LEGAL.matcher(pattern).matches();
    }

    public boolean matches(String name) {
        // A name is a pattern without stars; row[j]: the part of the pattern read so far matches the first j characters.
        boolean[] row = new boolean[name.length() + 1];
        row[0] = true;
        for (int i = 0; i < pattern.length(); i++) {
            char symbol = pattern.charAt(i);
            boolean diagonal = row[0];
            row[0] = row[0] && symbol == '*';
            for (int j = 1; j <= name.length(); j++) {
                boolean above = row[j];
                row[j] = symbol == '*'
                        ? above || row[j - 1]
                        : diagonal && (symbol == '?' || symbol == name.charAt(j - 1));
                diagonal = above;
            }
        }
        return row[name.length()];
    }

    /** Whether some name is matched by both. */
    public boolean overlaps(Glob other) {
        String a = pattern;
        String b = other.pattern;
        // met[i][j]: some text is matched by the rest of a from i and by the rest of b from j.
        boolean[][] met = new boolean[a.length() + 1][b.length() + 1];
        for (int i = a.length(); i >= 0; i--) {
            for (int j = b.length(); j >= 0; j--) {
                met[i][j] = meet(a, i, b, j, met);
            }
        }
        return met[0][0];
    }

    private static boolean meet(String a, int i, String b, int j, boolean[][] met) {
        boolean endOfA = i == a.length();
        boolean endOfB = j == b.length();
        if (endOfA && endOfB) {
            return true;
        }
        if (!endOfA && a.charAt(i) == '*' && (met[i + 1][j] || (!endOfB && met[i][j + 1]))) {
            return true;
        }
        if (!endOfB && b.charAt(j) == '*' && (met[i][j + 1] || (!endOfA && met[i + 1][j]))) {
            return true;
        }
        return !endOfA && !endOfB && met[i + 1][j + 1] && sameCharacter(a.charAt(i), b.charAt(j));
    }

    private static boolean sameCharacter(char a, char b) {
        return a == b || a == '?' || b == '?';
    }

    @Override
    public String toString() {
        return pattern;
    }
}
