package io.spillway.appliance.tier;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.directory.ContainerEntries;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.policy.predicate.Predicate;
import io.spillway.tier.engine.TieringEngine;
import io.spillway.tier.recall.RecallRequests.Answer;

/** Bringing objects back because a person asks for them. */
public final class Recalls {
    private static final int PAGE = 500;

    private final TieringEngine engine;
    private final ContainerEntries containers;
    private final Candidates candidates;
    private final Clock clock;

    public Recalls(TieringEngine engine, ContainerEntries containers, Candidates candidates, Clock clock) {
        this.engine = engine;
        this.containers = containers;
        this.candidates = candidates;
        this.clock = clock;
    }

    /**
     * What came of a look at some objects.
     *
     * @param answers how many got which
     * @param next the last key that was looked at; empty when there are no more
     */
    public record Page(Map<Answer, Long> answers, Optional<ObjectKey> next) {}

    /** Asks for one object. */
    public Answer recall(ContainerName bucket, ObjectKey key, String requestId) throws ObjectStoreException {
        ContainerRef container = container(bucket);
        Answer answer = engine.recall(container, key, requestId);
        if (answer == Answer.ABSENT) {
            throw new ObjectStoreException.NoSuchKey(bucket, key);
        }
        return answer;
    }

    /** Asks for the next objects behind {@code after} whose key begins with the prefix. */
    public Page recall(ContainerName bucket, String prefix, Optional<ObjectKey> after, String requestId)
            throws ObjectStoreException {
        ContainerRef container = container(bucket);
        Map<Answer, Long> answers = new EnumMap<>(Answer.class);
        var filter = new CandidateFilter.Matching(new Predicate.KeyStartsWith(prefix), clock.instant());
        List<Candidate> page = candidates.page(container, filter, after, PAGE);
        for (Candidate candidate : page) {
            ObjectKey key = candidate.generation().key();
            if (key.value().startsWith(prefix)) {
                answers.merge(engine.recall(container, key, requestId), 1L, Long::sum);
            }
        }
        return new Page(answers,
                page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().generation().key()));
    }

    private ContainerRef container(ContainerName bucket) throws ObjectStoreException {
        return containers.findContainer(bucket).map(ContainerEntry::ref)
                .orElseThrow(() -> new ObjectStoreException.NoSuchContainer(bucket));
    }
}
