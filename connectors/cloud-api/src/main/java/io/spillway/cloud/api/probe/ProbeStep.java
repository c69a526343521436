package io.spillway.cloud.api.probe;

import java.time.Duration;

/**
 * One thing that a probe tried.
 *
 * @param took how long the target took; zero for what was skipped
 */
public record ProbeStep(Action action, Outcome outcome, Duration took) {
    /** What is tried, in this order. */
    public enum Action {
        INSPECT("look at its settings"), CAPABILITIES("ask what it can do"), PUT("put an object"), STAT(
                "ask for the object"), READ("read a range of the object"), LIST("list the object"), UPLOADS(
                        "list unfinished uploads"), CONDITION(
                                "put only if absent"), DELETE("remove exactly the object");

        private final String words;

        Action(String words) {
            this.words = words;
        }

        /** As it stands behind "to". */
        public String words() {
            return words;
        }
    }

    /** How it went. */
    public sealed interface Outcome {}

    /** It worked, and showed this. */
    public record Done(String shown) implements Outcome {}

    /**
     * It did not work.
     *
     * @param problem what the target answered, or what was wrong with its answer
     * @param remedy what the operator can do
     */
    public record Failed(String problem, String remedy) implements Outcome {}

    /** It was not tried, for this reason. */
    public record Skipped(String reason) implements Outcome {}
}
