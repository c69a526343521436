package io.spillway.cluster.directory.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerCommand.AbandonWrite;
import io.spillway.cluster.directory.ContainerCommand.AbortUpload;
import io.spillway.cluster.directory.ContainerCommand.BeginUpload;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.ContainerCommand.CompleteUpload;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.ContainerCommand.DeleteObject;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.UploadHead;
import io.spillway.cluster.directory.WriteId;
import io.spillway.cluster.directory.command.CommandCodec;
import io.spillway.cluster.directory.command.Operation;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.Database;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Random operations against the file and against the model; then an older copy of the file, and the log replayed. */
class ContainerModelTest {
    private static final ContainerRef REF = new ContainerRef("ab".repeat(32));
    private static final Graces GRACES = new Graces(Duration.ofHours(1), Duration.ofDays(7));
    private static final int ENTRIES = 250;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private record Entry(LogPosition position, List<Operation> operations) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFileAnswersAndHoldsWhatTheModelDoes(long seed) throws Exception {
        Path path = folder.resolve("container.db");
        Path older = folder.resolve("older.db");
        Generator generator = new Generator(seed);
        ContainerModel model = new ContainerModel();
        List<Entry> log = new ArrayList<>();
        ContainerFile.create(path, new CreateFile(REF, new AccountName("default"), new ContainerName("bucket"),
                Set.of("accounts")), new LogPosition(1, 0), START.toEpochMilli());
        ContainerFile file = ContainerFile.open(path, REF);
        for (int index = 1; index <= ENTRIES; index++) {
            Entry entry = new Entry(new LogPosition(1, index), generator.entry(model));
            log.add(entry);
            applyToBoth(file, model, entry, seed);
            if (index % 50 == 0) {
                assertSame(file, model, seed);
            }
            if (index == ENTRIES / 3) {
                file.close();
                Files.copy(path, older, StandardCopyOption.REPLACE_EXISTING);
                file = ContainerFile.open(path, REF);
            }
        }
        Path copy = folder.resolve("copy.db");
        file.copyTo(copy);
        file.close();
        assertThat(dump(copy)).as("seed %d: a copy holds all rows, and no inline bytes", seed)
                .isEqualTo(dump(path, "iif(inline IS NULL, NULL, zeroblob(0))"));
        List<String> straight = dump(path);

        try (ContainerFile replayed = ContainerFile.open(older, REF)) {
            for (Entry entry : log.subList(ENTRIES / 4, ENTRIES)) {
                replayed.apply(entry.position, entry.operations);
            }
        }
        assertThat(dump(older)).as("seed %d: an older copy, and the log replayed over it", seed).isEqualTo(straight);
    }

    private static void applyToBoth(ContainerFile file, ContainerModel model, Entry entry, long seed) {
        List<byte[]> outcomes = file.apply(entry.position, entry.operations).outcomes();
        for (int i = 0; i < entry.operations.size(); i++) {
            ContainerCommand command = (ContainerCommand) entry.operations.get(i).command();
            Outcome outcome = CommandCodec.decodeOutcome(outcomes.get(i));
            Optional<?> expected = model.apply(command);
            if (expected.isPresent()) {
                assertThat(outcome).as("seed %d, entry %s, %s", seed, entry.position, command)
                        .isInstanceOfSatisfying(Outcome.Refused.class,
                                refused -> assertThat((Object) refused.refusal().getClass())
                                        .isEqualTo(expected.get()));
            } else {
                assertThat(outcome).as("seed %d, entry %s, %s", seed, entry.position, command)
                        .isInstanceOf(Outcome.Applied.class);
            }
        }
    }

    private static void assertSame(ContainerFile file, ContainerModel model, long seed) {
        List<ContainerModel.Stored> stored = new ArrayList<>();
        Set<ChunkId> referred = new HashSet<>();
        file.read(reads -> {
            Optional<String> after = Optional.of("");
            while (after.isPresent()) {
                var page = reads.list(new ListRequest("", "", after.get(), 7));
                page.versions().forEach(version -> {
                    List<Metachunk> metachunks = reads.metachunks(version.version(), 0, 1000);
                    Set<ChunkId> chunks = ContainerModel.chunks(metachunks);
                    referred.addAll(chunks);
                    stored.add(new ContainerModel.Stored(version.version(), version.head().etag(),
                            version.head().size(), chunks, ContainerModel.inline(metachunks)));
                });
                after = page.next();
            }
            return true;
        });
        assertThat(stored).as("seed %d", seed).isEqualTo(List.copyOf(model.objects.values()));
        List<GarbageNote> notes = file.read(reads -> reads.garbage(Long.MAX_VALUE, 1_000_000));
        Set<ChunkId> noted = new HashSet<>();
        notes.forEach(note -> ((GarbageNote.LocalChunks) note).replicas()
                .forEach(replica -> assertThat(noted.add(replica.chunk())).as("noted once").isTrue()));
        assertThat(noted).as("seed %d: garbage", seed).isEqualTo(model.garbage).doesNotContainAnyElementsOf(referred);
        assertThat(file.<Long>read(ContainerReads::lastChange)).as("seed %d: changes, without gaps", seed)
                .isEqualTo(model.changes);
    }

    /** Every row of every table. */
    private static List<String> dump(Path path) {
        return dump(path, "inline");
    }

    private static List<String> dump(Path path, String inline) {
        try (Database database = Database.open(path, ContainerSchema.FORMAT)) {
            List<String> rows = new ArrayList<>();
            for (String table : database.all("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name",
                    row -> row.text(1))) {
                List<String> columns = database.all("SELECT name FROM pragma_table_info(?)", row -> row.text(1), table);
                String quoted = String.join("||'|'||", columns.stream()
                        .map(name -> "quote(" + (name.equals("inline") ? inline : name) + ")").toList());
                database.all("SELECT " + quoted + " FROM " + table + " ORDER BY 1", row -> row.text(1))
                        .forEach(row -> rows.add(table + ": " + row));
            }
            return rows;
        }
    }

    static String etag(List<ContainerModel.StoredPart> parts) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
            return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Few keys and few writes, so that operations meet. */
    private static final class Generator {
        private final Random random;
        private final List<UploadId> uploads = new ArrayList<>();
        private final List<WriteId> writes = new ArrayList<>();
        private Instant now = START;

        Generator(long seed) {
            random = new Random(seed);
        }

        List<Operation> entry(ContainerModel model) {
            List<Operation> operations = new ArrayList<>();
            int size = 1 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                // The clock of a proposer may also run backwards.
                now = now.plusMillis(random.nextInt(-500, 60_000));
                operations.add(new Operation(new OperationId(hex(16)), now, command(model)));
            }
            return operations;
        }

        private ContainerCommand command(ContainerModel model) {
            return switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> put();
                case 4, 5 -> new DeleteObject(REF, key(), Optional.empty(), condition(), GRACES);
                case 6 -> new AbandonWrite(REF, write(), GRACES);
                case 7 -> begin();
                case 8, 9 -> part();
                case 10 -> complete(model);
                default -> new AbortUpload(REF, upload(), GRACES);
            };
        }

        private ContainerCommand put() {
            boolean repeated = random.nextInt(10) == 0;
            WriteId write = repeated ? write() : newWrite();
            // Nobody ever proposes a version id twice.
            VersionId version = new VersionId(!repeated && random.nextBoolean() ? write.value() : hex(16));
            List<Metachunk> metachunks = random.nextInt(3) == 0 ? inline() : metachunks(random.nextInt(3));
            return new CommitObject(REF, write, version,
                    new ObjectHead(key(), size(metachunks), hex(16), ObjectAttributes.NONE, List.of(),
                            new StoragePolicyName("single"), List.of()),
                    metachunks, condition(), GRACES);
        }

        private ContainerCommand begin() {
            UploadId upload = new UploadId(hex(16));
            uploads.add(upload);
            return new BeginUpload(REF, upload, new UploadHead(key(), ObjectAttributes.NONE, Optional.empty(),
                    Checksum.Kind.COMPOSITE, new StoragePolicyName("single"), WriteCondition.ALWAYS));
        }

        private ContainerCommand part() {
            List<Metachunk> metachunks = metachunks(1 + random.nextInt(2));
            return new CommitPart(REF, upload(), newWrite(), 1 + random.nextInt(3), size(metachunks), hex(16),
                    List.of(), metachunks, GRACES);
        }

        private ContainerCommand complete(ContainerModel model) {
            UploadId upload = upload();
            List<Integer> numbers = new ArrayList<>();
            List<ContainerModel.StoredPart> parts = new ArrayList<>();
            model.parts(upload).forEach((number, part) -> {
                if (random.nextInt(4) > 0) {
                    numbers.add(number);
                    parts.add(part);
                }
            });
            return new CompleteUpload(REF, upload, new VersionId(hex(16)), numbers, etag(parts), List.of(),
                    WriteCondition.ALWAYS, GRACES);
        }

        private WriteCondition condition() {
            return switch (random.nextInt(8)) {
                case 0 -> WriteCondition.IF_ABSENT;
                case 1 -> new WriteCondition.IfPresent();
                case 2 -> new WriteCondition.IfMatch(hex(16));
                default -> WriteCondition.ALWAYS;
            };
        }

        private ObjectKey key() {
            return new ObjectKey("k" + random.nextInt(12));
        }

        private UploadId upload() {
            return uploads.isEmpty() ? new UploadId(hex(16)) : uploads.get(random.nextInt(uploads.size()));
        }

        private WriteId write() {
            return writes.isEmpty() ? newWrite() : writes.get(random.nextInt(writes.size()));
        }

        private WriteId newWrite() {
            WriteId write = new WriteId(hex(16));
            writes.add(write);
            return write;
        }

        private List<Metachunk> inline() {
            byte[] bytes = new byte[1 + random.nextInt(6000)];
            random.nextBytes(bytes);
            return List.of(new Metachunk(0, 0, bytes.length, hex(32), new BlockCrcs(new byte[4]),
                    new Location.Inline(new InlineBytes(bytes))));
        }

        private List<Metachunk> metachunks(int count) {
            List<Metachunk> metachunks = new ArrayList<>();
            long offset = 0;
            for (int i = 0; i < count; i++) {
                long length = 1L + random.nextInt(1000);
                metachunks.add(new Metachunk(i, offset, length, hex(32), new BlockCrcs(new byte[4]),
                        new Location.Local(List.of(new ChunkReplica(new ChunkId(hex(16)), new NodeId(new UUID(1, 1)),
                                new VolumeId(new UUID(2, 2)))))));
                offset += length;
            }
            return metachunks;
        }

        private static long size(List<Metachunk> metachunks) {
            return metachunks.stream().mapToLong(Metachunk::length).sum();
        }

        private String hex(int bytes) {
            byte[] raw = new byte[bytes];
            random.nextBytes(raw);
            return HexFormat.of().formatHex(raw);
        }
    }
}
