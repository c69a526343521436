package io.spillway.cluster.store;

import java.util.ArrayList;
import java.util.List;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write between its first chunk and its commit. One metachunk is committed in one command; with more, the write is
 * begun in the directory and staged as it grows. A write that is closed without a commit is abandoned there first,
 * and only then do its chunk files go; while the fate of a commit or abandonment is not known they stay, and the sweep
 * of orphans settles them.
 */
final class PendingWrite implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PendingWrite.class);

    /** What the write needs of its surroundings. */
    record Setting(Proposals proposals, LocalReplicas replicas, ContainerCommand.Graces graces) {}

    private final Setting setting;
    private final RequestContext context;
    private final ContainerEntry container;
    private final WriteId id;
    private final ObjectKey key;
    private final List<Metachunk> unstaged = new ArrayList<>();
    private final List<Metachunk> all = new ArrayList<>();
    private boolean begun;
    private boolean settled;

    PendingWrite(Setting setting, RequestContext context, ContainerEntry container, WriteId id, ObjectKey key) {
        this.setting = setting;
        this.context = context;
        this.container = container;
        this.id = id;
        this.key = key;
    }

    WriteId id() {
        return id;
    }

    ObjectKey key() {
        return key;
    }

    ContainerEntry container() {
        return container;
    }

    /** Takes charge of a metachunk whose chunk files are durable. */
    void add(Metachunk metachunk) {
        unstaged.add(metachunk);
        all.add(metachunk);
    }

    /** All that was added, staged or not. */
    List<Metachunk> metachunks() {
        return List.copyOf(all);
    }

    /** Records what was added so far, because more will come. */
    void stage() throws ObjectStoreException {
        if (unstaged.isEmpty()) {
            return;
        }
        if (!begun) {
            // Set before the answer: if it is unknown, closing abandons what may have been begun.
            begun = true;
            record(new ContainerCommand.BeginWrite(container.ref(), id, key));
        }
        record(new ContainerCommand.StageMetachunks(container.ref(), id, unstaged));
        unstaged.clear();
    }

    private void record(ContainerCommand command) throws ObjectStoreException {
        setting.proposals().apply(context, command, subject());
    }

    private Subject subject() {
        return Subject.of(container.name(), key, WriteCondition.ALWAYS);
    }

    /** What the commit has to carry. */
    List<Metachunk> unstaged() {
        return List.copyOf(unstaged);
    }

    /**
     * Commits; afterwards the chunk files are the directory's, unless the commit was refused for good. Settled before
     * it is proposed: whatever is thrown meanwhile, an entry that was written may be applied.
     */
    Outcome.Applied commit(ContainerCommand command, Subject subject) throws ObjectStoreException {
        settled = true;
        Outcome outcome = setting.proposals().propose(context, command);
        settled = !isRefusedForGood(outcome);
        return Proposals.applied(outcome, subject);
    }

    /** A damaged file has decided nothing: once it is whole again, a replay of the log may apply the commit. */
    private static boolean isRefusedForGood(Outcome outcome) {
        return outcome instanceof Outcome.Refused(Refusal refusal) && !(refusal instanceof Refusal.Damaged)
                && !(refusal instanceof Refusal.WriteCommitted);
    }

    @Override
    public void close() {
        if (settled) {
            return;
        }
        settled = true;
        if (begun && !abandon()) {
            LOG.warn("Whether write {} of {} is given up is not known; its chunks stay until the sweep", id,
                    container.name());
            return;
        }
        List<ChunkReplica> left = setting.replicas()
                .delete(all.stream().flatMap(metachunk -> LocalReplicas.of(metachunk.location()).stream()).toList());
        if (!left.isEmpty()) {
            LOG.warn("Chunks {} of a write that was given up stay until the sweep", left);
        }
    }

    private boolean abandon() {
        return setting.proposals().propose(context,
                new ContainerCommand.AbandonWrite(container.ref(), id, setting.graces())) instanceof Outcome.Applied;
    }
}
