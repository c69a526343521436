package io.spillway.cluster.directory.engine;

import java.util.Optional;

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
    /** Unsettled containers driven on in one round. */
    private static final int AT_ONCE = 256;

    private final DirectoryGroup group;

    ContainerLifecycle(DirectoryGroup group) {
        this.group = group;
    }

    Outcome create(AccountName account, ContainerName name, Optional<StoragePolicyName> storagePolicy) {
        Outcome reserved = group.propose(new ReserveName(account, name, storagePolicy));
        return switch (reserved) {
            case Outcome.Created(ContainerEntry entry) -> {
                Outcome made = finishCreating(entry);
                yield made instanceof Outcome.Done ? new Outcome.Created(active(entry)) : made;
            }
            case Outcome.Refused(Refusal.NameTaken _) -> {
                // Its creation may have stopped half way; then this caller finds it made.
                group.files().namespace().byName(name).ifPresent(this::driveOn);
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
        Outcome begun = group.propose(new BeginClosing(ref));
        return begun instanceof Outcome.Done ? finishClosing(ref) : begun;
    }

    /** The file decides: closed, it takes no more writes and the name becomes free; not empty, it stays in use. */
    private Outcome finishClosing(ContainerRef ref) {
        Outcome closed = group.propose(new CloseFile(ref, Optional.of(group.settings().graces())));
        return switch (closed) {
            case Outcome.Applied _ -> group.propose(new FreeName(ref));
            case Outcome.Refused _ -> {
                Outcome back = group.propose(new Activate(ref));
                yield back instanceof Outcome.Unknown ? back : closed;
            }
            case Outcome.Unknown _ -> closed;
        };
    }

    /** Goes on with every creation and removal that is not over. */
    void driveOn() {
        group.files().namespace().unsettled(AT_ONCE).forEach(this::driveOn);
    }

    private void driveOn(ContainerEntry entry) {
        Outcome _ = switch (entry.state()) {
            case CREATING -> finishCreating(entry);
            case ACTIVE -> new Outcome.Done();
            case CLOSING -> finishClosing(entry.ref());
            case DRAINING -> drain(entry.ref());
        };
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
