package io.spillway.policy.yaml;

import java.util.stream.IntStream;

/** A text as characters (code points), with the places of its lines. */
final class SourceText {
    private final int[] characters;
    private final int[] lineStarts;

    SourceText(String text) {
        characters = text.codePoints().toArray();
        lineStarts = IntStream.concat(IntStream.of(0), IntStream.rangeClosed(1, characters.length).filter(
                this::startsLine)).toArray();
    }

    private boolean startsLine(int offset) {
        int before = characters[offset - 1];
        boolean splitsPair = before == '\r' && offset < characters.length && characters[offset] == '\n';
        return before == '\n' || (before == '\r' && !splitsPair);
    }

    int length() {
        return characters.length;
    }

    /** The character at the offset, or -1 past the end. */
    int at(int offset) {
        return offset < characters.length ? characters[offset] : -1;
    }

    Position position(int offset) {
        int line = lineStarts.length - 1;
        while (lineStarts[line] > offset) {
            line--;
        }
        return new Position(line + 1, offset - lineStarts[line] + 1);
    }
}
