package io.spillway.policy.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.spillway.policy.yaml.Position;

/** The problems found so far in one text. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Position at, String message, String remedy) {
        found.add(new Problem(at.line(), at.column(), message, remedy));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column)).toList();
    }
}
