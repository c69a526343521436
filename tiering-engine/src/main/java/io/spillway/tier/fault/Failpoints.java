package io.spillway.tier.fault;

/** Called before and after every step that leaves something behind. */
@FunctionalInterface
public interface Failpoints {
    Failpoints NONE = (_, _) -> {};

    /** On which side of the step the engine stands. */
    enum Side {
        BEFORE, AFTER
    }

    void at(Step step, Side side);

    default void before(Step step) {
        at(step, Side.BEFORE);
    }

    default void after(Step step) {
        at(step, Side.AFTER);
    }
}
