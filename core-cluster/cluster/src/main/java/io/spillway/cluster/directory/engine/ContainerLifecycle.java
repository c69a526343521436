package io.spillway.cluster.directory.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.directory.ContainerCommand.CloseFile;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.ContainerCommand.DropFile;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.NamespaceCommand.Activate;
import io.spillway.cluster.directory.NamespaceCommand.BeginClosing;
import io.spillway.cluster.directory.NamespaceCommand.Forget;
import io.spillway.cluster.directory.NamespaceCommand.FreeName;
import io.spillway.cluster.directory.NamespaceCommand.ReserveName;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;

/**
 * Creation and removal of containers: steps that each commit in one file, so that a crash leaves a state from which
 * {@link #driveOn} goes on.
 *
 * <pre>
 *   creating --file made--> active --asked--> closing --file closed--> draining --nothing left--> (gone)
 *                             ^----- not empty ---'
 * </pre>
 */
final class ContainerLifecycle {
    /** Unsettled containers that are looked up at a time. */
    private static final int PAGE = 256;
    /** Far more than are made or removed at the same moment. */
    private static final int LOCKS = 64;

    private final DirectoryGroup group;
    private final int page;
    /**
     * One driver of a container at a time, which reads its state under the lock: a step that another has overtaken would
     * make a container active whose file is closed.
     */
    private final List<ReentrantLock> driving = Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    ContainerLifecycle(DirectoryGroup group) {
        this(group, PAGE);
    }

    ContainerLifecycle(DirectoryGroup group, int page) {
        this.group = group;
        this.page = page;
    }

    Outcome create(AccountName account, ContainerName name, Optional<StoragePolicyName> storagePolicy) {
        Outcome reserved = group.propose(new ReserveName(account, name, storagePolicy));
        return switch (reserved) {
            case Outcome.Created(ContainerEntry entry) -> {
                Outcome made = driveOn(entry.ref());
                yield switch (made) {
                    case Outcome.Done _ -> new Outcome.Created(active(entry));
                    // The name is taken, and the next round goes on.
                    case Outcome.Refused(Refusal.Busy(String reason)) -> new Outcome.Unknown(reason);
                    case Outcome.Applied _,Outcome.Refused _,Outcome.Unknown _ -> made;
                };
            }
            case Outcome.Refused(Refusal.NameTaken _) -> {
                // Its creation may have stopped half way; then this caller finds it made.
                group.files().namespace().byName(name).ifPresent(holder -> driveOn(holder.ref()));
                yield reserved;
            }
            case Outcome.Applied _,Outcome.Refused _,Outcome.Unknown _ -> reserved;
        };
    }

    private static ContainerEntry active(ContainerEntry entry) {
        return new ContainerEntry(entry.ref(), entry.account(), entry.name(), entry.incarnation(), entry.created(),
                entry.storagePolicy(), ContainerEntry.State.ACTIVE);
    }

    private Outcome finishCreating(ContainerEntry entry) {
        Outcome made = group.propose(
                new CreateFile(entry.ref(), entry.account(), entry.name(), group.settings().consumers()));
        return made instanceof Outcome.Done ? group.propose(new Activate(entry.ref())) : made;
    }

    Outcome delete(ContainerRef ref) {
        return alone(ref, () -> {
            Outcome begun = group.propose(new BeginClosing(ref));
            return begun instanceof Outcome.Done ? finishClosing(ref) : begun;
        });
    }

    private Outcome alone(ContainerRef ref, Supplier<Outcome> steps) {
        ReentrantLock lock = driving.get(Math.floorMod(ref.hashCode(), LOCKS));
        lock.lock();
        try {
            return steps.get();
        } finally {
            lock.unlock();
        }
    }

    /** The file decides: closed, it takes no more writes and the name becomes free; not empty, it stays in use. */
    private Outcome finishClosing(ContainerRef ref) {
        Outcome closed = group.propose(new CloseFile(ref, Optional.of(group.settings().graces())));
        return switch (closed) {
            case Outcome.Applied _ -> group.propose(new FreeName(ref));
            case Outcome.Refused _ -> {
                Outcome back = group.propose(new Activate(ref));
                yield back instanceof Outcome.Done
                        ? closed
                        : new Outcome.Unknown("the container could not be taken back into use yet");
            }
            case Outcome.Unknown _ -> closed;
        };
    }

    /** Goes on with every creation and removal that is not over. */
    void driveOn() {
        List<ContainerEntry> unsettled = group.files().namespace().unsettled(Optional.empty(), page);
        while (!unsettled.isEmpty()) {
            unsettled.forEach(entry -> driveOn(entry.ref()));
            unsettled = group.files().namespace().unsettled(Optional.of(unsettled.getLast().ref()), page);
        }
    }

    private Outcome driveOn(ContainerRef ref) {
        return alone(ref, () -> group.files().namespace().byRef(ref).map(entry -> switch (entry.state()) {
            case CREATING -> finishCreating(entry);
            case ACTIVE -> new Outcome.Done();
            case CLOSING -> finishClosing(ref);
            case DRAINING -> drain(ref);
        }).orElse(new Outcome.Done()));
    }

    private Outcome drain(ContainerRef ref) {
        if (!group.files().index().isDrained(ref)) {
            return new Outcome.Done();
        }
        Outcome dropped = group.propose(new DropFile(ref));
        boolean over = dropped instanceof Outcome.Done
                || dropped instanceof Outcome.Refused(Refusal.NoSuchContainer _);
        return over ? group.propose(new Forget(ref)) : dropped;
    }
}
