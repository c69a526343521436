package io.spillway.cluster.directory;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;

/** A mutation of the namespace's tables (meta0, meta1, accounts, registry), which stand in {@code directory.db}. */
public sealed interface NamespaceCommand extends Command {
    /** Takes a name for a container that is being created. Answers {@link Outcome.Created} with its reference. */
    record ReserveName(AccountName account, ContainerName name,
            Optional<StoragePolicyName> storagePolicy) implements NamespaceCommand {}

    /** The file is there: the container becomes active. Also takes a closing one back that was not empty. */
    record Activate(ContainerRef container) implements NamespaceCommand {}

    record BeginClosing(ContainerRef container) implements NamespaceCommand {}

    /** The file is closed: the name becomes free and the container drains. */
    record FreeName(ContainerRef container) implements NamespaceCommand {}

    /** A drained container leaves the tables. */
    record Forget(ContainerRef container) implements NamespaceCommand {}

    /** Records a key and its account. */
    record AddAccessKey(String id, AccountName account, SealedSecret secret) implements NamespaceCommand {}

    /**
     * Adds to an account's usage what changes {@code first} to {@code last} of a container did; changes that were added
     * before are not added again.
     */
    record AddUsage(ContainerRef container, AccountName account, List<UsageDelta> deltas) implements NamespaceCommand {
        public AddUsage {
            deltas = List.copyOf(deltas);
        }
    }

    record UsageDelta(long sequence, long objects, long bytes) {}

    /**
     * Adds a target, or gives a known one other settings, credentials or a higher owner's epoch. Refused if the name
     * stands for another kind or fingerprint, or if the known epoch is higher.
     */
    record PutTarget(SealedTarget target) implements NamespaceCommand {}

    /**
     * Registers a text as the policy's next version, unless it is the text of its newest one. Answers
     * {@link Outcome.Registered} with the version that has the text.
     */
    record RegisterPolicy(String policy, String text) implements NamespaceCommand {}

    /** Draws the next term, which orders the owners of transitions. Answers {@link Outcome.Drawn}. */
    record DrawTerm() implements NamespaceCommand {}
}
