package io.spillway.policy;

/** A policy as it was registered: intents name it by policy and number, and numbers grow. */
public record PolicyVersion(Policy policy, long number) {}
