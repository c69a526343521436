package io.spillway.cluster.directory.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.CandidateFilter;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.directory.ContainerEntry.State;
import io.spillway.cluster.directory.container.CandidateWalk;
import io.spillway.cluster.directory.container.ContainerReads;

/** Versions as the policy evaluator walks them. */
final class DirectoryCandidates implements Candidates {
    private final DirectoryGroup group;

    DirectoryCandidates(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public List<ContainerEntry> containers(Optional<ContainerName> after, int limit) {
        return group.files().namespace().active(after, limit).stream().map(DirectoryCandidates::entry).toList();
    }

    @Override
    public Optional<ContainerEntry> container(ContainerRef ref) {
        return group.files().namespace().byRef(ref).filter(entry -> entry.state() != State.CREATING)
                .map(DirectoryCandidates::entry);
    }

    private static ContainerEntry entry(io.spillway.cluster.directory.ContainerEntry listed) {
        return new ContainerEntry(listed.ref(), listed.account(), listed.name());
    }

    @Override
    public List<Candidate> page(ContainerRef container, CandidateFilter filter, Optional<ObjectKey> after, int limit)
            throws ObjectStoreException {
        return switch (filter) {
            case CandidateFilter.All _ -> group.read(container, reads -> reads.candidates(after, limit));
            case CandidateFilter.Matching matching -> page(container, new CandidateWalk(matching, after), limit);
        };
    }

    private List<Candidate> page(ContainerRef container, CandidateWalk walk, int limit) throws ObjectStoreException {
        List<Candidate> page = new ArrayList<>();
        while (page.size() < limit && !walk.isOver()) {
            int wanted = limit - page.size();
            page.addAll(group.read(container, reads -> reads.candidates(walk, wanted)));
        }
        return page;
    }

    @Override
    public long objects(ContainerRef container) throws ObjectStoreException {
        return group.read(container, ContainerReads::objects);
    }

    @Override
    public Optional<Candidate> current(ContainerRef container, ObjectKey key) throws ObjectStoreException {
        return group.read(container, reads -> reads.candidate(key));
    }
}
