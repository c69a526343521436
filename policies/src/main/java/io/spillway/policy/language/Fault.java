package io.spillway.policy.language;

/**
 * What is wrong with a condition.
 *
 * @param offset where, in characters (Unicode code points) from the condition's beginning
 * @param message what is wrong, naming the thing
 * @param remedy what to write instead
 */
public record Fault(int offset, String message, String remedy) {}
