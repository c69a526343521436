package io.spillway.tier.run;

import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.policy.fact.Facts;

/** The directory's candidate as the policy language knows it. */
public final class ObjectFacts {
    private ObjectFacts() {}

    public static Facts of(ContainerEntry container, Candidate candidate) {
        Facts facts = Facts.of(container.account().value(), container.name().value(),
                candidate.generation().key().value()).withSize(candidate.generation().length())
                .withCreated(candidate.created());
        return candidate.lastRead().map(facts::withLastRead).orElse(facts);
    }
}
