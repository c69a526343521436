package io.spillway.cluster.directory.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.change.ChangeLog;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.directory.ContainerCommand.AcknowledgeChanges;
import io.spillway.cluster.directory.Outcome;

/** The change logs of the container files. */
final class DirectoryChangeLog implements ChangeLog {
    /** Containers of the work index looked at in one step, to find those that wait for this consumer. */
    private static final int PAGE = 256;

    private final DirectoryGroup group;

    DirectoryChangeLog(DirectoryGroup group) {
        this.group = group;
    }

    /** A damaged container is passed over: its log cannot be read, and the others' must be. */
    @Override
    public List<ContainerRef> pending(String consumer, int limit) throws ObjectStoreException {
        List<ContainerRef> pending = new ArrayList<>();
        Optional<ContainerRef> after = Optional.empty();
        while (pending.size() < limit) {
            List<ContainerRef> page = group.files().index().withUnreadChanges(after, PAGE);
            if (page.isEmpty()) {
                break;
            }
            for (ContainerRef ref : page) {
                if (pending.size() < limit && isUnread(consumer, ref)) {
                    pending.add(ref);
                }
            }
            after = Optional.of(page.getLast());
        }
        return pending;
    }

    private boolean isUnread(String consumer, ContainerRef ref) throws ObjectStoreException {
        try {
            return group.read(ref, reads -> reads.isUnread(consumer));
        } catch (ObjectStoreException.Damaged _) {
            return false;
        }
    }

    @Override
    public List<Change> read(String consumer, ContainerRef container, int limit) throws ObjectStoreException {
        return group.read(container, reads -> reads.changes(consumer, limit));
    }

    @Override
    public void acknowledge(String consumer, ContainerRef container, long sequence) throws ObjectStoreException {
        Outcome.Applied _ = Answers.applied(
                group.propose(new AcknowledgeChanges(container, consumer, sequence)));
    }
}
