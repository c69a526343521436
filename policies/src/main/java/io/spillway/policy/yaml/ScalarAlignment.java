package io.spillway.policy.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Finds where in the text each character of a scalar's value was written. Folding, indentation and quoting only add or change
 * white space and escapes: the other characters of the value stand in the text in their order, so one walk over both aligns
 * them. A folded line break is placed where the walk stands, before the break or after it.
 */
final class ScalarAlignment {
    private final SourceText source;
    private final ScalarStyle style;
    private int cursor;

    private ScalarAlignment(SourceText source, ScalarStyle style, int cursor) {
        this.source = source;
        this.style = style;
        this.cursor = cursor;
    }

    /** Offsets in the source, one for each character of the value and one for its end. */
    static int[] align(SourceText source, int start, ScalarStyle style, String value) {
        ScalarAlignment walk = new ScalarAlignment(source, style, contentStart(source, start, style));
        int[] characters = value.codePoints().toArray();
        int[] offsets = new int[characters.length + 1];
        for (int i = 0; i < characters.length; i++) {
            offsets[i] = walk.take(characters[i]);
        }
        offsets[characters.length] = characters.length == 0 ? start : walk.endAfter(offsets, characters);
        return offsets;
    }

    private static int contentStart(SourceText source, int start, ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> start;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> start + 1;
            case LITERAL, FOLDED -> {
                int end = start;
                while (source.at(end) != -1 && !isBreak(source.at(end))) {
                    end++;
                }
                yield end;
            }
        };
    }

    private int take(int character) {
        if (!isWhite(character)) {
            skipWhite();
        }
        int found = cursor;
        if (style == ScalarStyle.DOUBLE_QUOTED && source.at(cursor) == '\\' && !isBreak(source.at(cursor + 1))) {
            cursor += escapeLength(source.at(cursor + 1));
        } else if (style == ScalarStyle.SINGLE_QUOTED && character == '\'') {
            cursor += 2;
        } else if (source.at(cursor) == character) {
            cursor++;
        }
        return found;
    }

    private void skipWhite() {
        while (isWhite(source.at(cursor)) || continuesLine()) {
            cursor++;
        }
    }

    /** A backslash at the end of a line of a double-quoted scalar joins it to the next. */
    private boolean continuesLine() {
        return style == ScalarStyle.DOUBLE_QUOTED && source.at(cursor) == '\\' && isBreak(source.at(cursor + 1));
    }

    private static int escapeLength(int kind) {
        return switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    /** Just past the last character that is not white: a block scalar ends with a line break that nobody sees. */
    private int endAfter(int[] offsets, int[] characters) {
        int last = characters.length - 1;
        while (last > 0 && isWhite(characters[last])) {
            last--;
        }
        return last == characters.length - 1 ? cursor : offsets[last] + 1;
    }

    private static boolean isWhite(int character) {
        return character == ' ' || character == '\t' || isBreak(character);
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r';
    }
}
