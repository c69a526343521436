package io.spillway.tier.run;

/** The counts of one rule while a run goes on; for one thread. */
final class RuleTally {
    private final String rule;
    private long matched;
    private long bytes;
    private long due;
    private long dueBytes;
    private long planned;
    private long unknown;

    RuleTally(String rule) {
        this.rule = rule;
    }

    void matched(long size) {
        matched++;
        bytes += size;
    }

    void due(long size) {
        due++;
        dueBytes += size;
    }

    void planned() {
        planned++;
    }

    void unknown() {
        unknown++;
    }

    RunReport.RuleCount count() {
        return new RunReport.RuleCount(rule, matched, bytes, due, dueBytes, planned, unknown);
    }
}
