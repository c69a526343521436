package io.spillway.policy.fact;

/** The facts that grow as time passes: the only ones that depend on the instant of an evaluation. */
public enum ElapsedFact {
    /** Since this version was written. */
    AGE("object.age"),
    /** Since the last read, else since this version was written. */
    IDLE("object.idle");

    private final String written;

    ElapsedFact(String written) {
        this.written = written;
    }

    /** The name as a policy writes it. */
    public String written() {
        return written;
    }
}
