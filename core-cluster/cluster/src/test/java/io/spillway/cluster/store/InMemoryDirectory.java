package io.spillway.cluster.store;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.ObjectVersion;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.UploadEntry;
import io.spillway.cluster.directory.VersionPage;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.WriteState;

/**
 * A directory in maps under one lock that answers what a test tells it to, so that commits can be refused or lost and
 * locations change at will. Uploads and listings are left to tests on a whole node.
 */
final class InMemoryDirectory implements Directory {
    private final InstantSource clock = InstantSource.system();
    private final Random random = new Random(1);
    private final Map<ContainerName, Container> byName = new TreeMap<>();
    private final Map<ContainerRef, Container> byRef = new HashMap<>();
    final List<ChunkReplica> garbage = new ArrayList<>();
    final List<Command> proposed = new ArrayList<>();
    /** What the next command that it accepts answers instead of being applied. */
    Function<Command, Optional<Outcome>> interception = _ -> Optional.empty();

    private record Version(ObjectVersion row, List<Metachunk> metachunks) {}

    private static final class Container {
        final ContainerEntry entry;
        final TreeMap<ObjectKey, Version> objects = new TreeMap<>();
        final Map<WriteId, WriteState> writes = new HashMap<>();
        final Map<WriteId, List<Metachunk>> staged = new HashMap<>();

        Container(ContainerEntry entry) {
            this.entry = entry;
        }
    }

    private static final class Refuse extends RuntimeException {
        final Refusal refusal;

        Refuse(Refusal refusal) {
            this.refusal = refusal;
        }
    }

    @Override
    public synchronized Outcome propose(OperationId operation, Command command, Duration patience) {
        proposed.add(command);
        Optional<Outcome> instead = interception.apply(command);
        if (instead.isPresent()) {
            return instead.get();
        }
        try {
            return switch (command) {
                case ContainerCommand on -> apply(on);
                case NamespaceCommand _ -> throw new AssertionError(command);
            };
        } catch (Refuse refused) {
            return new Outcome.Refused(refused.refusal);
        }
    }

    private Outcome apply(ContainerCommand command) {
        Container in = byRef.get(command.container());
        if (in == null) {
            throw new Refuse(new Refusal.NoSuchContainer());
        }
        return switch (command) {
            case ContainerCommand.BeginWrite begin -> {
                in.writes.put(begin.write(), WriteState.OPEN);
                in.staged.put(begin.write(), new ArrayList<>());
                yield new Outcome.Done();
            }
            case ContainerCommand.StageMetachunks stage -> {
                in.staged.get(stage.write()).addAll(stage.metachunks());
                yield new Outcome.Done();
            }
            case ContainerCommand.CommitObject commit -> commit(in, commit);
            case ContainerCommand.AbandonWrite abandon -> {
                if (in.writes.get(abandon.write()) == WriteState.COMMITTED) {
                    throw new Refuse(new Refusal.WriteCommitted());
                }
                in.writes.put(abandon.write(), WriteState.ABANDONED);
                drop(in.staged.getOrDefault(abandon.write(), List.of()));
                in.staged.remove(abandon.write());
                yield new Outcome.Done();
            }
            case ContainerCommand.DeleteObject delete -> {
                require(in, delete.key(), delete.condition());
                Version current = in.objects.get(delete.key());
                if (current == null
                        || delete.version().filter(v -> !v.equals(current.row().version())).isPresent()) {
                    yield new Outcome.Deleted(Optional.empty());
                }
                in.objects.remove(delete.key());
                drop(current.metachunks());
                yield new Outcome.Deleted(Optional.of(current.row().version()));
            }
            case ContainerCommand.ReplaceAttributes replace -> replace(in, replace);
            case ContainerCommand.NoteReads _ -> new Outcome.Done();
            default -> throw new AssertionError(command);
        };
    }

    private Outcome commit(Container in, ContainerCommand.CommitObject commit) {
        requireNotAbandoned(in, commit.write());
        require(in, commit.head().key(), commit.condition());
        List<Metachunk> metachunks = new ArrayList<>(in.staged.getOrDefault(commit.write(), List.of()));
        metachunks.addAll(commit.metachunks());
        in.staged.remove(commit.write());
        in.writes.put(commit.write(), WriteState.COMMITTED);
        return store(in, commit.version(), commit.head(), metachunks);
    }

    private Outcome store(Container in, VersionId version, ObjectHead head, List<Metachunk> metachunks) {
        long at = 0;
        List<Metachunk> placed = new ArrayList<>();
        for (Metachunk metachunk : metachunks) {
            placed.add(new Metachunk(placed.size(), at, metachunk.length(), metachunk.sha256(), metachunk.blocks(),
                    metachunk.location()));
            at += metachunk.length();
        }
        if (at != head.size()) {
            throw new AssertionError("metachunks of " + at + " bytes for " + head.size());
        }
        Version before = in.objects.put(head.key(), new Version(new ObjectVersion(head, version, now(), "STANDARD",
                digest(placed), placed.size(), Optional.empty()), placed));
        if (before != null) {
            drop(before.metachunks());
        }
        return new Outcome.Written(version, in.objects.get(head.key()).row().modified());
    }

    private Outcome replace(Container in, ContainerCommand.ReplaceAttributes replace) {
        require(in, replace.key(), replace.condition());
        Version current = in.objects.get(replace.key());
        if (current == null || !current.row().version().equals(replace.expected())) {
            throw new Refuse(new Refusal.NoSuchVersion());
        }
        ObjectVersion row = current.row();
        ObjectHead head = new ObjectHead(row.head().key(), row.head().size(), row.head().etag(), replace.attributes(),
                row.head().checksums(), row.head().storagePolicy(), row.head().partSizes());
        in.objects.put(replace.key(), new Version(new ObjectVersion(head, row.version(), now(), row.storageClass(),
                row.digest(), row.metachunks(), row.lastRead()), current.metachunks()));
        return new Outcome.Written(row.version(), now());
    }

    private static void requireNotAbandoned(Container in, WriteId write) {
        if (in.writes.get(write) == WriteState.ABANDONED) {
            throw new Refuse(new Refusal.WriteAbandoned());
        }
    }

    private static void require(Container in, ObjectKey key, WriteCondition condition) {
        Optional<Version> current = Optional.ofNullable(in.objects.get(key));
        boolean holds = switch (condition) {
            case WriteCondition.Always _ -> true;
            case WriteCondition.IfAbsent _ -> current.isEmpty();
            case WriteCondition.IfPresent _ -> current.isPresent();
            case WriteCondition.IfMatch match -> current.filter(v -> v.row().head().etag().equals(match.etag()))
                    .isPresent();
        };
        if (!holds) {
            throw new Refuse(new Refusal.ConditionFailed());
        }
    }

    private void drop(List<Metachunk> metachunks) {
        metachunks.forEach(metachunk -> garbage.addAll(LocalReplicas.of(metachunk.location())));
    }

    /** Moves the bytes of an object elsewhere, as the tier would. */
    synchronized void relocate(ContainerName container, ObjectKey key,
            Function<Metachunk, Location> location) {
        Container in = byName.get(container);
        Version version = in.objects.get(key);
        in.objects.put(key, new Version(version.row(), version.metachunks().stream()
                .map(m -> new Metachunk(m.index(), m.offset(), m.length(), m.sha256(), m.blocks(), location.apply(m)))
                .toList()));
    }

    private static String digest(List<Metachunk> metachunks) {
        MessageDigest sha256 = RunningChecksums.digest("SHA-256");
        metachunks.forEach(metachunk -> sha256.update(HexFormat.of().parseHex(metachunk.sha256())));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public OperationId newOperation() {
        return new OperationId("0".repeat(32));
    }

    @Override
    public synchronized Optional<ContainerEntry> findContainer(ContainerName name) {
        return Optional.ofNullable(byName.get(name)).map(in -> in.entry);
    }

    @Override
    public synchronized Optional<ContainerEntry> findContainer(ContainerRef ref) {
        return Optional.ofNullable(byRef.get(ref)).map(in -> in.entry);
    }

    @Override
    public synchronized List<ContainerEntry> containersOf(AccountName account) {
        return byName.values().stream().map(in -> in.entry).filter(entry -> entry.account().equals(account)).toList();
    }

    @Override
    public synchronized Outcome createContainer(AccountName account, ContainerName name,
            Optional<StoragePolicyName> storagePolicy) {
        Container taken = byName.get(name);
        if (taken != null) {
            return new Outcome.Refused(new Refusal.NameTaken(taken.entry.account()));
        }
        byte[] ref = new byte[32];
        random.nextBytes(ref);
        ContainerEntry entry = new ContainerEntry(new ContainerRef(HexFormat.of().formatHex(ref)), account, name, 1,
                now(), storagePolicy, ContainerEntry.State.ACTIVE);
        byName.put(name, new Container(entry));
        byRef.put(entry.ref(), byName.get(name));
        return new Outcome.Created(entry);
    }

    @Override
    public synchronized Outcome deleteContainer(ContainerRef ref) {
        Container in = byRef.get(ref);
        if (!in.objects.isEmpty()) {
            return new Outcome.Refused(new Refusal.ContainerNotEmpty());
        }
        byName.remove(in.entry.name());
        return new Outcome.Done();
    }

    @Override
    public synchronized Optional<ObjectVersion> current(ContainerRef container, ObjectKey key) {
        return Optional.ofNullable(byRef.get(container).objects.get(key)).map(Version::row);
    }

    @Override
    public synchronized Optional<ObjectVersion> exact(ContainerRef container, ObjectKey key, VersionId version) {
        return current(container, key).filter(row -> row.version().equals(version));
    }

    @Override
    public synchronized List<Metachunk> metachunks(ContainerRef container, VersionId version, long offset,
            int limit) {
        return byRef.get(container).objects.values().stream().filter(v -> v.row().version().equals(version))
                .flatMap(v -> v.metachunks().stream()).filter(m -> m.offset() + m.length() > offset).limit(limit)
                .toList();
    }

    @Override
    public VersionPage list(ContainerRef container, ListRequest request) {
        throw new AssertionError();
    }

    @Override
    public Optional<UploadEntry> upload(ContainerRef container, UploadId upload) {
        throw new AssertionError();
    }

    @Override
    public List<PartStat> parts(ContainerRef container, UploadId upload, int after, int limit) {
        throw new AssertionError();
    }

    @Override
    public UploadListing uploads(ContainerRef container, UploadListRequest request) {
        throw new AssertionError();
    }

    @Override
    public synchronized WriteState write(ContainerRef container, WriteId write) {
        return byRef.get(container).writes.getOrDefault(write, WriteState.UNKNOWN);
    }
}
