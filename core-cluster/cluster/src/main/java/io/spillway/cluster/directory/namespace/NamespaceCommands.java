package io.spillway.cluster.directory.namespace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ContainerEntry.State;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.NamespaceCommand.AddAccessKey;
import io.spillway.cluster.directory.NamespaceCommand.AddUsage;
import io.spillway.cluster.directory.NamespaceCommand.PutTarget;
import io.spillway.cluster.directory.NamespaceCommand.RegisterPolicy;
import io.spillway.cluster.directory.NamespaceCommand.ReserveName;
import io.spillway.cluster.directory.NamespaceCommand.UsageDelta;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.sqlite.Database;

/** How each command changes the namespace's tables. */
final class NamespaceCommands {
    private NamespaceCommands() {}

    static Outcome apply(Database file, NamespaceCommand command, long now) {
        return switch (command) {
            case ReserveName reserve -> reserve(file, reserve, now);
            case NamespaceCommand.Activate(ContainerRef ref) -> move(file, ref, State.ACTIVE);
            case NamespaceCommand.BeginClosing(ContainerRef ref) -> move(file, ref, State.CLOSING);
            case NamespaceCommand.FreeName(ContainerRef ref) -> move(file, ref, State.DRAINING);
            case NamespaceCommand.Forget(ContainerRef ref) -> forget(file, ref);
            case AddAccessKey add -> addAccessKey(file, add);
            case AddUsage add -> addUsage(file, add);
            case PutTarget put -> RegistryCommands.putTarget(file, put.target());
            case RegisterPolicy register -> RegistryCommands.register(file, register, now);
            case NamespaceCommand.DrawTerm _ -> drawTerm(file);
        };
    }

    private static Outcome reserve(Database file, ReserveName command, long now) {
        Optional<ContainerEntry> holder = NamespaceRows.byName(file, command.name());
        if (holder.isPresent()) {
            return new Outcome.Refused(new Refusal.NameTaken(holder.get().account()));
        }
        addAccount(file, command.account());
        long incarnation = file.one("SELECT last FROM incarnation WHERE account=? AND name=?", row -> row.number(1),
                command.account().value(), command.name().value()).orElse(0L) + 1;
        file.update("INSERT OR REPLACE INTO incarnation VALUES (?,?,?)", command.account().value(),
                command.name().value(), incarnation);
        ContainerRef ref = reference(command.account(), command.name(), incarnation);
        ContainerEntry entry = new ContainerEntry(ref, command.account(), command.name(), incarnation,
                Instant.ofEpochMilli(now), command.storagePolicy(), State.CREATING);
        NamespaceRows.insert(file, entry);
        return new Outcome.Created(entry);
    }

    /** A bucket that is made again is another container, so that it never inherits the former one's garbage notes. */
    static ContainerRef reference(AccountName account, ContainerName name, long incarnation) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String text = account.value() + "\0" + name.value() + "\0" + incarnation;
            return new ContainerRef(HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Outcome move(Database file, ContainerRef ref, State next) {
        Optional<ContainerEntry> found = NamespaceRows.byRef(file, ref);
        if (found.isEmpty() || (found.get().state() != next && !follows(found.get().state(), next))) {
            return new Outcome.Refused(new Refusal.NoSuchContainer());
        }
        file.update("UPDATE meta1 SET state=? WHERE ref=?", next.name(), ref.value());
        return new Outcome.Done();
    }

    private static boolean follows(State from, State next) {
        return switch (from) {
            case CREATING -> next == State.ACTIVE;
            case ACTIVE -> next == State.CLOSING;
            case CLOSING -> next == State.ACTIVE || next == State.DRAINING;
            case DRAINING -> false;
        };
    }

    private static Outcome forget(Database file, ContainerRef ref) {
        file.update("DELETE FROM meta1 WHERE ref=? AND state='DRAINING'", ref.value());
        file.update("DELETE FROM usage_cursor WHERE ref=?", ref.value());
        return new Outcome.Done();
    }

    private static Outcome addAccessKey(Database file, AddAccessKey command) {
        boolean taken = file.one("SELECT 1 FROM access_key WHERE id=?", row -> true, command.id()).orElse(false);
        if (taken) {
            return new Outcome.Refused(new Refusal.AccessKeyTaken());
        }
        addAccount(file, command.account());
        file.update("INSERT INTO access_key VALUES (?,?,?)", command.id(), command.account().value(),
                command.secret().bytes());
        return new Outcome.Done();
    }

    static void addAccount(Database file, AccountName account) {
        file.update("INSERT OR IGNORE INTO account VALUES (?,0,0)", account.value());
    }

    private static Outcome addUsage(Database file, AddUsage command) {
        long counted = file.one("SELECT sequence FROM usage_cursor WHERE ref=?", row -> row.number(1),
                command.container().value()).orElse(0L);
        long objects = 0;
        long bytes = 0;
        for (UsageDelta delta : command.deltas()) {
            if (delta.sequence() > counted) {
                counted = delta.sequence();
                objects += delta.objects();
                bytes += delta.bytes();
            }
        }
        file.update("UPDATE account SET objects=objects+?, bytes=bytes+? WHERE name=?", objects, bytes,
                command.account().value());
        file.update("INSERT OR REPLACE INTO usage_cursor VALUES (?,?)", command.container().value(), counted);
        return new Outcome.Done();
    }

    private static Outcome drawTerm(Database file) {
        file.update("UPDATE namespace SET term=term+1");
        return new Outcome.Drawn(file.one("SELECT term FROM namespace", row -> row.number(1)).orElseThrow());
    }
}
