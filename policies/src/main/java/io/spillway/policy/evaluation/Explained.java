package io.spillway.policy.evaluation;

import java.util.List;

import io.spillway.policy.fact.Truth;

/** One part of a condition with its value for an object, and the parts that it is made of. */
public record Explained(String text, Truth value, List<Explained> parts) {
    public Explained {
        parts = List.copyOf(parts);
    }

    /** The tree as lines, each part under what it belongs to. */
    public String render() {
        StringBuilder lines = new StringBuilder();
        append(lines, "");
        return lines.toString();
    }

    private void append(StringBuilder lines, String indent) {
        lines.append(indent).append(switch (value) {
            case TRUE -> "true     ";
            case FALSE -> "false    ";
            case UNKNOWN -> "unknown  ";
        }).append(text).append('\n');
        parts.forEach(part -> part.append(lines, indent + "  "));
    }
}
