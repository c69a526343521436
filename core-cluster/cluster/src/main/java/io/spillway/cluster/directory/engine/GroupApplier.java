package io.spillway.cluster.directory.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.command.CommandCodec;
import io.spillway.cluster.directory.command.Operation;
import io.spillway.cluster.directory.container.ContainerFile;
import io.spillway.cluster.directory.container.ContainerWork;
import io.spillway.cluster.directory.raft.BatchApplier;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies entries of the log: the operations of one container in one transaction of its file, those of the namespace in
 * one of theirs. A damaged file refuses its own operations and no others; a failed volume stops everything, since an
 * entry must not be passed over.
 */
final class GroupApplier implements BatchApplier {
    private static final Logger LOG = LoggerFactory.getLogger(GroupApplier.class);

    private final GroupFiles files;
    /** First index of each term met since the start; a term ends with an election, so there are few. */
    private final NavigableMap<Long, Long> terms = new ConcurrentSkipListMap<>();
    private volatile LogPosition applied = LogPosition.START;
    private volatile @Nullable RuntimeException fence;
    private volatile boolean replaying = true;
    private volatile long heldFrom = Long.MAX_VALUE;
    private volatile long time;

    GroupApplier(GroupFiles files) {
        this.files = files;
        this.time = files.index().time();
    }

    /** The latest time of an operation that was ever applied, in milliseconds. */
    long time() {
        return time;
    }

    /** The last entry whose effects are in the files. */
    LogPosition applied() {
        return applied;
    }

    /** The position at this index, which must not lie before the first entry applied since the start. */
    LogPosition positionOf(long index) {
        Map.Entry<Long, Long> term = terms.floorEntry(index);
        return term == null ? LogPosition.START : new LogPosition(term.getValue(), index);
    }

    /** The log of earlier runs has been applied; what comes now is answered to whoever proposed it. */
    void replayed() {
        replaying = false;
    }

    /**
     * The first index that a damaged file passed over on replay. Its operations may have been answered in an earlier
     * run, so the log keeps them until the file is repaired and a start applies them.
     */
    long heldFrom() {
        return heldFrom;
    }

    /** Stops the node's use of the directory's volume, for good. */
    void fence(RuntimeException cause) {
        fence = cause;
        LOG.error("the directory's volume has failed; nothing more is written to it until the next start", cause);
    }

    @Override
    public List<byte[]> apply(LogPosition position, List<byte[]> encoded) {
        RuntimeException fenced = fence;
        if (fenced != null) {
            throw new IllegalStateException("the directory's volume has failed", fenced);
        }
        if (terms.isEmpty() || !terms.lastEntry().getValue().equals(position.term())) {
            terms.put(position.index(), position.term());
        }
        List<Operation> operations = encoded.stream().map(CommandCodec::decodeOperation).toList();
        time = operations.stream().mapToLong(operation -> operation.time().toEpochMilli()).reduce(time, Math::max);
        byte[][] outcomes = new byte[operations.size()][];
        Map<ContainerRef, List<Integer>> byContainer = new LinkedHashMap<>();
        List<Integer> ofNamespace = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            switch (operations.get(i).command()) {
                case ContainerCommand command ->
                    byContainer.computeIfAbsent(command.container(), _ -> new ArrayList<>()).add(i);
                case NamespaceCommand _ -> ofNamespace.add(i);
            }
        }
        if (!ofNamespace.isEmpty()) {
            scatter(outcomes, ofNamespace, files.namespace().apply(position, pick(operations, ofNamespace)));
        }
        Map<ContainerRef, ContainerWork> works = new HashMap<>();
        byContainer.forEach((ref, indexes) -> scatter(outcomes, indexes,
                applyToContainer(position, ref, pick(operations, indexes), works)));
        files.index().update(position, works);
        applied = position;
        return Arrays.asList(outcomes);
    }

    private static List<Operation> pick(List<Operation> operations, List<Integer> indexes) {
        return indexes.stream().map(operations::get).toList();
    }

    private static void scatter(byte[][] outcomes, List<Integer> indexes, List<byte[]> answers) {
        for (int i = 0; i < indexes.size(); i++) {
            outcomes[indexes.get(i)] = answers.get(i);
        }
    }

    private List<byte[]> applyToContainer(LogPosition position, ContainerRef ref, List<Operation> operations,
            Map<ContainerRef, ContainerWork> works) {
        try {
            if (!files.containers().exists(ref) && !makeFile(position, ref, operations)) {
                return refuse(operations, new Refusal.NoSuchContainer());
            }
            ContainerFile.Applied result = files.containers().use(ref, file -> file.apply(position, operations));
            works.put(ref, result.work());
            return result.outcomes();
        } catch (DamagedFileException e) {
            LOG.error("container {} is out of use: {}", ref, e.getMessage());
            if (replaying) {
                heldFrom = Math.min(heldFrom, position.index());
            }
            return refuse(operations, new Refusal.Damaged(String.valueOf(e.getMessage())));
        }
    }

    /** Makes the file of a container that is new. Answers false if there is no such container. */
    private boolean makeFile(LogPosition position, ContainerRef ref, List<Operation> operations) {
        return switch (files.index().known(ref)) {
            case DROPPED -> false;
            // Opening it will say that it is missing, which is damage.
            case MADE -> true;
            case NEVER -> {
                if (!(operations.getFirst().command() instanceof CreateFile create)) {
                    yield false;
                }
                // As of the entry before, so that this entry is still to be applied to it.
                files.containers().create(create, new LogPosition(position.term(), position.index() - 1),
                        operations.getFirst().time().toEpochMilli());
                yield true;
            }
        };
    }

    private static List<byte[]> refuse(List<Operation> operations, Refusal refusal) {
        byte[] answer = CommandCodec.encode(new Outcome.Refused(refusal));
        return operations.stream().map(_ -> answer).toList();
    }
}
