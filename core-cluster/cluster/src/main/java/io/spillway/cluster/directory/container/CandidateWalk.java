package io.spillway.cluster.directory.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Pushdown;

/**
 * A walk over the versions that a condition may match, in key order, in steps that are each short for the file: a
 * condition that matches nothing would otherwise keep one read open over a whole container, and its log from being
 * checkpointed. For one thread.
 */
public final class CandidateWalk {
    /** Rows that one step looks at, a few milliseconds. */
    private static final int STEP = 10_000;
    /** A condition with more of them selects by its key ranges alone: SQL as long as that is slower than what it saves. */
    private static final int MOST_VALUES = 2_000;

    private final String condition;
    private final List<Object> values;
    /** What is not walked yet. */
    private final Deque<KeyRange> left = new ArrayDeque<>();

    public CandidateWalk(CandidateFilter.Matching filter, Optional<ObjectKey> after) {
        Predicate candidates = Pushdown.of(filter.condition()).candidates();
        CandidateCondition sql = new CandidateCondition(filter.instant());
        String text = candidates.accept(sql);
        boolean fits = sql.values().size() <= MOST_VALUES;
        condition = fits ? text : "1";
        values = fits ? List.copyOf(sql.values()) : List.of();
        for (KeyRange range : KeyRange.of(candidates)) {
            after.map(key -> range.behind(key.utf8())).orElse(Optional.of(range)).ifPresent(left::add);
        }
    }

    /** Whether nothing is left, without having looked. */
    public boolean isOver() {
        return left.isEmpty();
    }

    /** Goes on by one step and answers what it found, at most {@code limit}, which may be nothing. */
    List<Candidate> step(Database file, int limit) {
        KeyRange range = left.removeFirst();
        Optional<byte[]> end = file.one("SELECT key FROM version WHERE key>=? AND key<? ORDER BY key LIMIT 1 OFFSET ?",
                row -> row.bytes(1), range.low(), range.high(), STEP - 1);
        KeyRange step = end.map(range::upTo).orElse(range);
        List<Candidate> found = CandidatePage.matching(file, step, condition, values, limit);
        Optional<byte[]> reached = found.size() == limit
                ? Optional.of(found.getLast().generation().key().utf8())
                : end;
        reached.flatMap(range::behind).ifPresent(left::addFirst);
        return found;
    }
}
