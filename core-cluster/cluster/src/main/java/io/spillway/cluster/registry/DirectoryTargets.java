package io.spillway.cluster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.NamespaceCommand.PutTarget;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.SealedTarget;

/** Targets, stored in the directory with their credentials sealed and held open in memory. */
public final class DirectoryTargets implements TargetRecords {
    private final Directory directory;
    private final MasterKey master;
    /** As many as there are targets. */
    private final ConcurrentNavigableMap<String, TargetRecord> targets = new ConcurrentSkipListMap<>();
    /** One put at a time, so that memory is told of them in the order of the log. */
    private final ReentrantLock putting = new ReentrantLock();

    private DirectoryTargets(Directory directory, MasterKey master) {
        this.directory = directory;
        this.master = master;
    }

    /** Opens the targets that the directory holds. */
    public static DirectoryTargets open(Directory directory, List<SealedTarget> stored, MasterKey master) {
        DirectoryTargets opened = new DirectoryTargets(directory, master);
        for (SealedTarget target : stored) {
            opened.targets.put(target.name(), open(target, master));
        }
        return opened;
    }

    /**
     * Makes sure that the targets' credentials can be opened.
     *
     * @throws IllegalStateException naming one that was sealed with another master key
     */
    public static void requireOpen(List<SealedTarget> stored, MasterKey master) {
        stored.forEach(target -> open(target, master));
    }

    private static TargetRecord open(SealedTarget target, MasterKey master) {
        return new TargetRecord(target.name(), target.kind(), target.fingerprint(), target.ownerEpoch(),
                target.settings(), eachFor(target.name(), target.credentials(), master::open));
    }

    @Override
    public Optional<TargetRecord> find(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    @Override
    public List<TargetRecord> list() {
        return List.copyOf(targets.values());
    }

    @Override
    public void put(TargetRecord target) {
        putting.lock();
        try {
            propose(target);
            targets.put(target.name(), target);
        } finally {
            putting.unlock();
        }
    }

    private void propose(TargetRecord target) {
        Outcome outcome = directory.propose(new PutTarget(
                new SealedTarget(target.name(), target.kind(), target.fingerprint(), target.ownerEpoch(),
                        target.settings(), eachFor(target.name(), target.credentials(), master::seal))));
        switch (outcome) {
            case Outcome.Applied _ -> {
            }
            case Outcome.Refused(Refusal.Busy(String reason)) -> throw new IllegalStateException(
                    "target " + target.name() + " was not stored; put it again (" + reason + ")");
            case Outcome.Refused(Refusal refusal) -> throw new IllegalArgumentException(
                    "target " + target.name() + " was not stored: " + reason(target, refusal));
            case Outcome.Unknown(String reason) -> throw new IllegalStateException(
                    "it is not known whether target " + target.name() + " was stored; put it again (" + reason + ")");
        }
    }

    private static String reason(TargetRecord target, Refusal refusal) {
        return switch (refusal) {
            case Refusal.TargetTaken(String kind, String fingerprint) -> "the name stands for a target of kind " + kind
                    + " with the fingerprint " + fingerprint + ", not of kind " + target.kind() + " with "
                    + target.fingerprint() + "; another place needs another name";
            case Refusal.OwnerSuperseded(long epoch) -> "it is claimed with epoch " + epoch + ", which is higher than "
                    + target.ownerEpoch();
            case Refusal other -> other.toString();
        };
    }

    /** Seals or opens each credential for its own place, so that one cannot stand in for another. */
    private static <A, B> Map<String, B> eachFor(String target, Map<String, A> credentials,
            BiFunction<A, String, B> crypt) {
        Map<String, B> result = new HashMap<>();
        credentials.forEach((name, credential) -> result.put(name,
                crypt.apply(credential, "credential " + name + " of target " + target)));
        return result;
    }
}
