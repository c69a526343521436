package io.spillway.system.crash;

/** How long a fault test goes on, and the seed that repeats its choices (but not its timing). */
final class Rounds {
    /** Of every plain build: enough to see that the fault is still met, and survived. */
    static final int FEW = 2;

    private Rounds() {}

    /** The number that the system property {@code spillway.rounds.<fault>} gives, for the profile "faults". */
    static int of(String fault, int usual) {
        return Integer.getInteger("spillway.rounds." + fault, usual);
    }

    /** That of the system property {@code spillway.seed}, or a new one; printed, so that it can be given again. */
    static long seed(String fault) {
        long seed = Long.getLong("spillway.seed", System.nanoTime());
        System.out.println(fault + ": -Dspillway.seed=" + seed);
        return seed;
    }
}
