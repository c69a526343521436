package io.spillway.cluster.directory.container;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.Change;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.ReplaceAttributes;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.WriteState;
import io.spillway.cluster.directory.container.MetachunkTable.Extent;
import io.spillway.cluster.directory.container.VersionTable.Narrow;

/** Commits, deletes and changes of attributes. */
final class ObjectCommands {
    private ObjectCommands() {}

    static Outcome commit(Transaction tx, CommitObject command) {
        WriteState state = WriteTable.state(tx.file(), command.write());
        Optional<Refusal> refusal = WriteTable.refuseCommit(state);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        Optional<Narrow> current = VersionTable.narrow(tx.file(), command.head().key(), null);
        if (!holds(command.condition(), current)) {
            return new Outcome.Refused(new Refusal.ConditionFailed());
        }
        byte[] write = Ids.raw(command.write());
        byte[] version = Ids.raw(command.version());
        // Only a write that was begun can have staged metachunks; the others are spared the queries.
        boolean staged = state == WriteState.OPEN;
        if (staged && !command.version().value().equals(command.write().value())) {
            MetachunkTable.move(tx, write, version, 0, 0);
        }
        for (Metachunk metachunk : command.metachunks()) {
            MetachunkTable.insert(tx, version, write, metachunk);
        }
        Extent extent = staged ? MetachunkTable.extent(tx.file(), version) : Extent.of(command.metachunks());
        if (!extent.isWhole(command.head().size())) {
            return new Outcome.Refused(new Refusal.WriteMismatch("the metachunks hold " + extent.bytes()
                    + " bytes of an object of " + command.head().size()));
        }
        WriteTable.commit(tx, write, extent.inFiles());
        List<byte[]> digests = staged
                ? MetachunkTable.digests(tx.file(), version)
                : command.metachunks().stream().map(each -> Ids.digest(each.sha256())).toList();
        current.ifPresent(former -> VersionTable.remove(tx, former, command.graces()));
        putCurrent(tx, version, command.head(), digests, current);
        return new Outcome.Written(command.version(), tx.instant());
    }

    /** Makes a version whose metachunks are there the current one; {@code former} has been removed. */
    static void putCurrent(Transaction tx, byte[] version, ObjectHead head, List<byte[]> digests,
            Optional<Narrow> former) {
        VersionTable.insert(tx, version, head, digest(digests), digests.size());
        tx.record(Change.Kind.PUT, head.key(), version, former.isPresent() ? 0 : 1,
                head.size() - former.map(Narrow::size).orElse(0L));
    }

    private static byte[] digest(List<byte[]> digests) {
        try {
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            digests.forEach(all::update);
            return all.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Outcome delete(Transaction tx, DeleteObject command) {
        Optional<Narrow> current = VersionTable.narrow(tx.file(), command.key(), null);
        if (!holds(command.condition(), current)) {
            return new Outcome.Refused(new Refusal.ConditionFailed());
        }
        Optional<Narrow> target = current
                .filter(found -> command.version().isEmpty() || command.version().get().equals(found.version()));
        target.ifPresent(found -> {
            VersionTable.remove(tx, found, command.graces());
            tx.record(Change.Kind.DELETE, found.key(), found.raw(), -1, -found.size());
        });
        return new Outcome.Deleted(target.map(Narrow::version));
    }

    /** The version id stays: the bytes do, and pointers to them. */
    static Outcome replaceAttributes(Transaction tx, ReplaceAttributes command) {
        Optional<Narrow> current = VersionTable.narrow(tx.file(), command.key(), null);
        if (current.isEmpty()) {
            return new Outcome.Refused(new Refusal.NoSuchKey());
        }
        if (!holds(command.condition(), current)) {
            return new Outcome.Refused(new Refusal.ConditionFailed());
        }
        Optional<ObjectVersion> expected = VersionTable.exact(tx.file(), command.key(), command.expected());
        if (expected.isEmpty()) {
            return new Outcome.Refused(new Refusal.NoSuchVersion());
        }
        VersionTable.replaceAttributes(tx, expected.get(), command.attributes());
        tx.record(Change.Kind.ATTRIBUTES, command.key(), Ids.raw(command.expected()), 0, 0);
        return new Outcome.Written(command.expected(), tx.instant());
    }

    static boolean holds(WriteCondition condition, Optional<Narrow> current) {
        return switch (condition) {
            case WriteCondition.Always _ -> true;
            case WriteCondition.IfAbsent _ -> current.isEmpty();
            case WriteCondition.IfPresent _ -> current.isPresent();
            case WriteCondition.IfMatch(String etag) -> current.filter(found -> found.etag().equals(etag)).isPresent();
        };
    }
}
