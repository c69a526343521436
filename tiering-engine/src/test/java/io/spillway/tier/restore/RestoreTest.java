package io.spillway.tier.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.account.UsageCounter;
import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.MultipartUploads.CompletedPart;
import io.spillway.cluster.api.object.MultipartUploads.Completion;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.tier.backup.BackupReport;
import io.spillway.tier.backup.FileSource;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.BytesSource;
import io.spillway.tier.node.FaultyCloud;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestClock;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A node is lost with its volumes, and restored from its target. */
class RestoreTest {
    private static final Duration MONTH = Duration.ofDays(31);
    private static final int PART = 5 << 20;

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();

    private TestNode open() throws Exception {
        return open(Failpoints.NONE);
    }

    private TestNode open(Failpoints failpoints) throws Exception {
        var plain = TestNode.Setup.plain().withFailpoints(failpoints);
        TestNode node = TestNode.open(folder,
                new TestNode.Setup(plain.target(), clock, plain.failpoints(), plain.decoration()));
        Owner _ = TargetOwnership.of(node.cloud()).claim(TestNode.CLUSTER.value());
        return node;
    }

    @Test
    void whatTheTargetHoldsIsTheSameAfterwards() throws Exception {
        Map<String, ObjectStat> before;
        AccountUsage usage;
        Owner former;
        try (TestNode node = open()) {
            former = TargetOwnership.of(node.cloud()).owner().orElseThrow();
            node.createBucket();
            putWithAttributes(node, "gone/a", bytes(1, 300_000));
            putInParts(node, "gone/parts", bytes(2, PART), bytes(3, 70_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            node.put("both", bytes(4, 200_000));
            tier(node);
            node.put("here", bytes(5, 150_000));
            node.put("empty", new byte[0]);
            UploadRef open = upload(node, "unfinished");
            node.cluster().store().putPart(node.context(), open, 1, new BytesSource(bytes(6, 1000)));
            BackupReport report = node.engine().backUp("cold").orElseThrow();
            assertThat(report.complete()).isTrue();
            assertThat(report.sent()).isOne();
            before = stats(node, "gone/a", "gone/parts", "both", "here", "empty");
            usage = usage(node);
        }
        LostNode lost = LostNode.of(folder, clock);
        RestoreReport report = lost.restore();

        assertThat(report.complete()).isFalse();
        assertThat(report.namespace()).isPresent();
        assertThat(report.unusable()).isEmpty();
        assertThat(report.rebuilt().findings()).isEmpty();
        assertThat(report.rebuilt().containers()).singleElement()
                .extracting(Rebuilt.Container::name, Rebuilt.Container::objects).containsExactly(TestNode.BUCKET, 5L);
        assertThat(lost.lost()).singleElement().satisfies(object -> {
            assertThat(object.key().value()).isEqualTo("here");
            assertThat(object.size()).isEqualTo(150_000);
        });
        assertThat(report.rebuilt().totals().abortedUploads()).isOne();
        assertThat(report.rebuilt().lostVolumes()).hasSize(1);

        try (TestNode node = open()) {
            assertThatThrownBy(() -> TargetOwnership.of(node.cloud()).confirm(former))
                    .as("the lost node is shut out").isInstanceOf(CloudException.Refused.class);
            TargetOwnership.of(node.cloud()).confirm(report.owner());
            assertThat(stats(node, "gone/a", "gone/parts", "both", "here", "empty")).isEqualTo(before);
            assertThat(usage(node)).isEqualTo(usage);
            audit(node);
            assertThat(uploads(node)).isEmpty();

            assertThat(node.settle(monthAhead())).as("nothing waits for what is lost").isTrue();
            assertThat(location(node, "both")).isInstanceOf(Location.Remote.class);
            clock.advance(Duration.ofHours(2));
            assertThat(node.cluster().collector().run()).isPositive();
            assertThat(localNotes(node)).as("notes of a volume that is lost are settled").isEmpty();
            audit(node);

            node.put("here", bytes(7, 40_000));
            node.put("new", bytes(8, 50_000));
            assertThat(node.read("here")).isEqualTo(bytes(7, 40_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            assertThat(node.read("new")).isEqualTo(bytes(8, 50_000));
        }
        // What was released after the restore is in a backup too, and that one is the newest.
        RestoreReport again = LostNode.of(folder, clock).restore();
        assertThat(again.rebuilt().totals().lost()).isZero();
        assertThat(again.owner().epoch()).isEqualTo(report.owner().epoch() + 1);
        try (TestNode node = open()) {
            assertThat(node.read("new")).isEqualTo(bytes(8, 50_000));
            assertThat(node.read("gone/a")).isEqualTo(bytes(1, 300_000));
        }
    }

    private void audit(TestNode node) throws Exception {
        assertThat(node.read("gone/a")).isEqualTo(bytes(1, 300_000));
        assertThat(node.read("gone/parts")).startsWith(bytes(2, PART)).endsWith(bytes(3, 70_000))
                .hasSize(PART + 70_000);
        assertThat(node.read("both")).isEqualTo(bytes(4, 200_000));
        assertThat(node.read("empty")).isEmpty();
        assertThatThrownBy(() -> node.read("here")).isInstanceOf(ObjectStoreException.Damaged.class)
                .hasMessageContaining("lost").hasMessageContaining("restored");
        assertThat(node.cluster().store().list(node.context(), TestNode.BUCKET, everything()).objects())
                .extracting(stat -> stat.ref().key().value())
                .containsExactly("both", "empty", "gone/a", "gone/parts", "here");
    }

    @Test
    void anUnchangedContainerIsNotSentAgain() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 1000));
            assertThat(node.engine().backUp("cold").orElseThrow())
                    .extracting(BackupReport::sent, BackupReport::unchanged).containsExactly(1L, 0L);
            List<String> keys = backups(node.cloud());
            assertThat(node.engine().backUp("cold").orElseThrow())
                    .extracting(BackupReport::sent, BackupReport::unchanged).containsExactly(0L, 1L);
            assertThat(backups(node.cloud())).filteredOn(key -> !key.contains("namespace"))
                    .isEqualTo(keys.stream().filter(key -> !key.contains("namespace")).toList());
            assertThat(backups(node.cloud())).hasSize(2);
            removeBackups(node.cloud(), "");
            assertThat(node.engine().backUp("cold").orElseThrow().sent())
                    .as("a copy that somebody removed is made anew").isOne();
            assertThat(node.engine().backUp("other")).isEmpty();
        }
    }

    @Test
    void theBackupsOfARemovedBucketGoWithItsGarbage() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            assertThat(node.engine().backUp("cold").orElseThrow().sent()).isOne();
            node.cluster().store().deleteContainer(node.context(), TestNode.BUCKET);
            node.engine().collect();
            assertThat(backups(node.cloud())).hasSize(2);
            clock.advance(TestNode.GARBAGE_GRACE.plusHours(1));
            node.engine().collect();
            assertThat(backups(node.cloud())).singleElement().asString().contains("namespace");
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
    }

    @Test
    void aDamagedCopyIsPassedOverForTheNextOlderOne() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 100_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            String newest = containerBackup(node);
            // Two that sort before it: one that is no database, and one whose bytes are not those that were put.
            byte[] rubbish = bytes(9, 8192);
            put(node.cloud(), newer(newest, 1), rubbish);
            put(node.cloud(), newer(newest, 2), bytes(node.cloud(), newest));
        }
        damage(newestFile());
        RestoreReport report = LostNode.of(folder, clock).restore();
        assertThat(report.unusable()).hasSize(2);
        assertThat(report.notBrought()).isEmpty();
        assertThat(report.complete()).isFalse();
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100_000));
            node.put("next", bytes(2, 100));
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
            assertThat(backups(node.cloud())).as("the damaged ones go when they are replaced").hasSize(2);
        }
        assertThat(LostNode.of(folder, clock).restore().unusable()).isEmpty();
    }

    @Test
    void withoutACopyOfTheNamespaceContainersAreListedByTheirOwnFiles() throws Exception {
        AccountUsage usage;
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 100_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
            usage = usage(node);
            removeBackups(node.cloud(), "namespace/");
        }
        RestoreReport report = LostNode.of(folder, clock).restore();
        assertThat(report.namespace()).isEmpty();
        assertThat(report.rebuilt().findings()).singleElement().isInstanceOf(Rebuilt.Finding.WithoutRow.class);
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100_000));
            assertThat(usage(node)).isEqualTo(usage);
            assertThatThrownBy(node::createBucket).isInstanceOf(ObjectStoreException.ContainerExists.class);
        }
    }

    @Test
    void aNodeThatIsThereIsNotReplaced() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        Path kept = folder.resolve("kept");
        Files.move(TestNode.directory(folder), kept);
        LostNode lost = LostNode.of(folder, clock);
        Files.move(kept, TestNode.directory(folder));
        assertThatThrownBy(lost::restore).isInstanceOf(FileAlreadyExistsException.class);
        try (TestNode node = open()) {
            assertThat(node.bucket()).isNotNull();
        }
    }

    @Test
    void anEmptyTargetAndAnotherNameAreTold() throws Exception {
        try (CloudStore cloud = TestNode.cloud(folder)) {
            LostNode lost = LostNode.of(folder, clock);
            assertThatThrownBy(lost::restore).isInstanceOf(RestoreException.class).hasMessageContaining("no cluster");
            Owner owner = TargetOwnership.of(cloud).claim(TestNode.CLUSTER.value());
            assertThatThrownBy(lost::restore).isInstanceOf(RestoreException.class).hasMessageContaining("no backup");
            assertThat(TargetOwnership.of(cloud).owner()).contains(owner);
        }
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 100));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
        }
        LostNode lost = LostNode.of(folder, clock);
        try (CloudStore cloud = TestNode.cloud(folder)) {
            Owner owner = TargetOwnership.of(cloud).owner().orElseThrow();
            assertThatThrownBy(() -> lost.restore(cloud, "warm")).isInstanceOf(RestoreException.class)
                    .hasMessageContaining("\"cold\"");
            assertThat(TargetOwnership.of(cloud).owner()).as("nobody was shut out").contains(owner);
        }
    }

    @Test
    void aTargetThatFailsMeanwhileLeadsToNoOlderCopyAndNoNode() throws Exception {
        try (TestNode node = open()) {
            node.createBucket();
            node.put("k", bytes(1, 100));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
        }
        LostNode lost = LostNode.of(folder, clock);
        var faults = new FaultyCloud.Faults();
        faults.onOpen((store, ref, range) -> {
            if (ref.key().value().contains("/backups/") && !ref.key().value().contains("namespace")) {
                throw new CloudException.Unavailable("away", Duration.ofSeconds(1));
            }
            return store.open(ref, range);
        });
        try (CloudStore cloud = TestNode.cloud(folder)) {
            Owner owner = TargetOwnership.of(cloud).owner().orElseThrow();
            assertThatThrownBy(() -> lost.restore(faults.apply(cloud), "cold"))
                    .isInstanceOf(CloudException.Unavailable.class);
            assertThat(TargetOwnership.of(cloud).owner()).contains(owner);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("cut short");
        }
        assertThat(lost.restore().unusable()).isEmpty();
        try (TestNode node = open()) {
            assertThat(node.read("k")).isEqualTo(bytes(1, 100));
        }
    }

    /** The upload had ended, and only the pack knows; to give it up would remove the last copy of the bytes. */
    @Test
    void aPackThatArrivedBeforeTheNodeWasLostIsTakenIn() throws Exception {
        try (TestNode node = open(throwing(Step.UPLOADED))) {
            node.createBucket();
            node.put("k", bytes(1, 300_000));
            tier(node, false);
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode lost = LostNode.of(folder, clock);
        assertThat(lost.restore().rebuilt().totals().lost()).isOne();
        try (TestNode node = open()) {
            node.inForce(Policies.archive(1));
            assertThatThrownBy(() -> node.read("k")).isInstanceOf(ObjectStoreException.Damaged.class);
            assertThat(node.settle(now())).isTrue();
            assertThat(location(node, "k")).isInstanceOf(Location.Both.class);
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
            assertThat(node.settle(monthAhead())).isTrue();
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
        }
    }

    @Test
    void aMoveOfBytesThatAreLostEndsAndTheVersionStays() throws Exception {
        try (TestNode node = open(throwing(Step.ATTEMPT))) {
            node.createBucket();
            node.put("k", bytes(1, 300_000));
            tier(node, false);
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode.of(folder, clock).restore();
        try (TestNode node = open()) {
            node.inForce(Policies.archive(1));
            assertThat(node.settle(now())).isTrue();
            assertThat(openIntents(node)).isEmpty();
            assertThat(node.engine().alarms()).isNotEmpty();
            assertThat(node.stat("k").size()).isEqualTo(300_000);
            node.delete("k");
            clock.advance(Duration.ofHours(2));
            node.cluster().collector().run();
            assertThat(localNotes(node)).isEmpty();
        }
    }

    /** The chunks that it had fetched are gone; the pack must not go after them. */
    @Test
    void aRecallThatHadFetchedLeavesTheRemoteBytesWhereTheyAre() throws Exception {
        try (TestNode node = open(throwing(Step.RECALL))) {
            node.createBucket();
            node.put("k", bytes(1, 300_000));
            tier(node);
            assertThat(node.settle(monthAhead())).isTrue();
            node.engine().recall(node.bucket().ref(), new ObjectKey("k"), "test");
            assertThat(node.engine().settle(now(), Duration.ofSeconds(1))).isFalse();
            assertThat(node.engine().backUp("cold").orElseThrow().complete()).isTrue();
        }
        LostNode.of(folder, clock).restore();
        try (TestNode node = open()) {
            assertThat(node.settle(now())).isTrue();
            assertThat(location(node, "k")).isInstanceOf(Location.Remote.class);
            clock.advance(TestNode.GARBAGE_GRACE.multipliedBy(2));
            node.engine().collect();
            node.cluster().collector().run();
            assertThat(localNotes(node)).isEmpty();
            assertThat(node.read("k")).isEqualTo(bytes(1, 300_000));
        }
    }

    private static Failpoints throwing(Step step) {
        return (at, side) -> {
            if (at == step && side == Failpoints.Side.BEFORE) {
                throw new IllegalStateException("the test stops at " + step);
            }
        };
    }

    private void tier(TestNode node) throws Exception {
        tier(node, true);
    }

    private void tier(TestNode node, boolean wait) throws Exception {
        var _ = node.engine()
                .run(new RunRequest(node.inForce(Policies.archive(1)), monthAhead(), RunRequest.Mode.PLAN));
        if (wait) {
            assertThat(node.settle(now())).isTrue();
        }
    }

    private static void putWithAttributes(TestNode node, String key, byte[] bytes) throws Exception {
        var attributes = new ObjectAttributes(Map.of("content-type", "text/x-test", "cache-control", "no-store"),
                Map.of("colour", "blue"));
        ObjectStat _ = node.cluster().store().put(node.context(),
                new PutRequest(TestNode.BUCKET, new ObjectKey(key), attributes,
                        Set.of(ChecksumAlgorithm.SHA256, ChecksumAlgorithm.CRC32C), Optional.empty(),
                        WriteCondition.ALWAYS),
                new BytesSource(bytes));
    }

    private static UploadRef upload(TestNode node, String key) throws Exception {
        UploadId id = node.cluster().store().createUpload(node.context(),
                new PutRequest(TestNode.BUCKET, new ObjectKey(key), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                        WriteCondition.ALWAYS),
                Checksum.Kind.COMPOSITE);
        return new UploadRef(TestNode.BUCKET, new ObjectKey(key), id);
    }

    private static void putInParts(TestNode node, String key, byte[]... parts) throws Exception {
        UploadRef upload = upload(node, key);
        var completed = new ArrayList<CompletedPart>();
        for (int i = 0; i < parts.length; i++) {
            PartStat part = node.cluster().store().putPart(node.context(), upload, i + 1, new BytesSource(parts[i]));
            completed.add(new CompletedPart(i + 1, part.etag(), List.of()));
        }
        ObjectStat _ = node.cluster().store().completeUpload(node.context(), upload,
                Completion.of(completed.toArray(CompletedPart[]::new)));
    }

    private static Map<String, ObjectStat> stats(TestNode node, String... keys) throws Exception {
        var stats = new TreeMap<String, ObjectStat>();
        for (String key : keys) {
            stats.put(key, node.stat(key));
        }
        return stats;
    }

    private static AccountUsage usage(TestNode node) throws Exception {
        // Nobody counts in these tests but this.
        var directory = node.cluster().directory();
        try (var counter = new UsageCounter(directory.changeLog(), directory, "accounts",
                Duration.ofHours(1))) {
            while (counter.catchUp() > 0) {
                assertThat(directory).isNotNull();
            }
        }
        return directory.usage(TestNode.ACCOUNT).orElseThrow();
    }

    private static ListRequest everything() {
        return new ListRequest("", "", "", 100);
    }

    private static List<UploadListing.Upload> uploads(TestNode node) throws Exception {
        return node.cluster().store()
                .listUploads(node.context(), TestNode.BUCKET, new UploadListRequest("", "", "", Optional.empty(), 100))
                .uploads();
    }

    private static Location location(TestNode node, String key) throws Exception {
        return node.directory().metachunks().of(node.bucket().ref(), node.candidate(key).generation()).orElseThrow()
                .getFirst().location();
    }

    private List<GarbageNote> localNotes(TestNode node) throws Exception {
        return node.directory().garbage().due(node.bucket().ref(), now().plus(Duration.ofDays(36_500)), 1000).stream()
                .filter(GarbageNote.LocalChunks.class::isInstance).toList();
    }

    private static List<Intent> openIntents(TestNode node) throws Exception {
        return node.directory().transitions().open(node.bucket().ref(), Optional.empty(), 100);
    }

    private static List<String> backups(CloudStore cloud) throws CloudException {
        return cloud.list(TestNode.CLUSTER + "/backups/", ListCursor.START, 100).items().stream()
                .map(item -> item.key().value()).toList();
    }

    private static String containerBackup(TestNode node) throws CloudException {
        return backups(node.cloud()).stream().filter(key -> !key.contains("namespace")).findFirst().orElseThrow();
    }

    private static void removeBackups(CloudStore cloud, String under) throws CloudException {
        for (Listing.Item item : cloud.list(TestNode.CLUSTER + "/backups/" + under, ListCursor.START, 100).items()) {
            cloud.delete(List.of(((Listing.Stored) item).ref()));
        }
    }

    private static String newer(String key, long by) {
        String[] parts = key.split("-", -1);
        String millis = parts[parts.length - 1].replace(".sqlite", "");
        return key.substring(0, key.length() - parts[parts.length - 1].length()) + (Long.parseLong(millis) + by)
                + ".sqlite";
    }

    private static void put(CloudStore cloud, String key, byte[] bytes) throws Exception {
        Path file = Files.createTempFile("copy", ".sqlite");
        try {
            Files.write(file, bytes);
            var _ = cloud.put(new CloudKey(key), FileSource.of(file), PutCondition.ALWAYS,
                    new InMemoryUploadJournal());
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] bytes(CloudStore cloud, String key) throws CloudException {
        try (var content = cloud.open(CloudRef.newest(new CloudKey(key)), ReadRange.WHOLE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) content.length());
            while (bytes.hasRemaining() && content.read(bytes) >= 0) {
                assertThat(bytes.position()).isPositive();
            }
            return bytes.array();
        }
    }

    private Path newestFile() throws IOException {
        try (var files = Files.walk(folder.resolve("target"))) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().contains("/backups/")
                    && !file.toString().contains("namespace")).sorted().toList().getLast();
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private Instant now() {
        return clock.instant();
    }

    private Instant monthAhead() {
        return now().plus(MONTH);
    }

    private static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
