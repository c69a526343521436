package io.spillway.appliance.text;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell; numbers to the right. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    public void add(Object... cells) {
        rows.add(List.of(cells).stream().map(Object::toString).toList());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(pad(row.get(column), column)).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String pad(String cell, int column) {
        int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String space = " ".repeat(width - cell.length());
        boolean number = rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9.]+( [KMGT]?i?B)?"));
        return number ? space + cell : cell + space;
    }
}
