package io.spillway.policy.yaml;

/** A place in a text; both count from 1, columns in characters (Unicode code points). */
public record Position(int line, int column) {}
