package io.spillway.cloud.api;

/**
 * Something about a target's own settings that its operator should know.
 *
 * @param what in a sentence, naming the setting
 * @param remedy what to do about it
 */
public record TargetFinding(Severity severity, String what, String remedy) {
    /** How bad it is. */
    public enum Severity {
        /** Good to know. */
        NOTE,
        /** Data may be lost or unreadable: the target should not be used like this. */
        DANGER
    }
}
