package io.spillway.tier.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.tier.backup.FileSource;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.node.BytesSource;
import io.spillway.tier.node.Policies;
import io.spillway.tier.node.TestClock;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that is lost with its volumes, and its target. */
abstract class RestoreScenario {
    static final Duration MONTH = Duration.ofDays(31);
    static final int PART = 5 << 20;

    @TempDir
    Path folder;

    final TestClock clock = new TestClock();

    TestNode open() throws Exception {
        return open(Failpoints.NONE);
    }

    TestNode open(Failpoints failpoints) throws Exception {
        var plain = TestNode.Setup.plain().withFailpoints(failpoints);
        TestNode node = TestNode.open(folder,
                new TestNode.Setup(plain.target(), clock, plain.failpoints(), plain.decoration()));
        Owner _ = TargetOwnership.of(node.cloud()).claim(TestNode.CLUSTER.value());
        return node;
    }

    static Failpoints throwing(Step step) {
        return (at, side) -> {
            if (at == step && side == Failpoints.Side.BEFORE) {
                throw new IllegalStateException("the test stops at " + step);
            }
        };
    }

    /** Puts k, of so many bytes, and moves it, until it is in the target alone. */
    void release(TestNode node, int length) throws Exception {
        node.createBucket();
        node.put("k", bytes(1, length));
        tier(node);
        assertThat(node.settle(monthAhead())).isTrue();
    }

    /** A node that is lost when its one object, k of 100 bytes, is in the target alone. */
    LostNode lostWithOneReleased() throws Exception {
        try (TestNode node = open()) {
            release(node, 100);
        }
        return LostNode.of(folder, clock);
    }

    void tier(TestNode node) throws Exception {
        tier(node, true);
    }

    void tier(TestNode node, boolean wait) throws Exception {
        var _ = node.engine()
                .run(new RunRequest(node.inForce(Policies.archive(1)), monthAhead(), RunRequest.Mode.PLAN));
        if (wait) {
            assertThat(node.settle(now())).isTrue();
        }
    }

    static void putWithAttributes(TestNode node, String key, byte[] bytes) throws Exception {
        var attributes = new ObjectAttributes(Map.of("content-type", "text/x-test", "cache-control", "no-store"),
                Map.of("colour", "blue"));
        ObjectStat _ = node.cluster().store().put(node.context(),
                new PutRequest(TestNode.BUCKET, new ObjectKey(key), attributes,
                        Set.of(ChecksumAlgorithm.SHA256, ChecksumAlgorithm.CRC32C), Optional.empty(),
                        WriteCondition.ALWAYS),
                new BytesSource(bytes));
    }

    static UploadRef upload(TestNode node, String key) throws Exception {
        UploadId id = node.cluster().store().createUpload(node.context(),
                new PutRequest(TestNode.BUCKET, new ObjectKey(key), ObjectAttributes.NONE, Set.of(), Optional.empty(),
                        WriteCondition.ALWAYS),
                Checksum.Kind.COMPOSITE);
        return new UploadRef(TestNode.BUCKET, new ObjectKey(key), id);
    }

    static void putInParts(TestNode node, String key, byte[]... parts) throws Exception {
        UploadRef upload = upload(node, key);
        var completed = new ArrayList<CompletedPart>();
        for (int i = 0; i < parts.length; i++) {
            PartStat part = node.cluster().store().putPart(node.context(), upload, i + 1, new BytesSource(parts[i]));
            completed.add(new CompletedPart(i + 1, part.etag(), List.of()));
        }
        ObjectStat _ = node.cluster().store().completeUpload(node.context(), upload,
                Completion.of(completed.toArray(CompletedPart[]::new)));
    }

    static Map<String, ObjectStat> stats(TestNode node, String... keys) throws Exception {
        var stats = new TreeMap<String, ObjectStat>();
        for (String key : keys) {
            stats.put(key, node.stat(key));
        }
        return stats;
    }

    static AccountUsage usage(TestNode node) throws Exception {
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

    static ListRequest everything() {
        return new ListRequest("", "", "", 100);
    }

    static List<UploadListing.Upload> uploads(TestNode node) throws Exception {
        return node.cluster().store()
                .listUploads(node.context(), TestNode.BUCKET, new UploadListRequest("", "", "", Optional.empty(), 100))
                .uploads();
    }

    static Location location(TestNode node, String key) throws Exception {
        return node.directory().metachunks().of(node.bucket().ref(), node.candidate(key).generation()).orElseThrow()
                .getFirst().location();
    }

    List<GarbageNote> localNotes(TestNode node) throws Exception {
        return node.directory().garbage().due(node.bucket().ref(), now().plus(Duration.ofDays(36_500)), 1000).stream()
                .filter(GarbageNote.LocalChunks.class::isInstance).toList();
    }

    static List<Intent> openIntents(TestNode node) throws Exception {
        return node.directory().transitions().open(node.bucket().ref(), Optional.empty(), 100);
    }

    static List<String> backups(CloudStore cloud) throws CloudException {
        return cloud.list(TestNode.CLUSTER + "/backups/", ListCursor.START, 100).items().stream()
                .map(item -> item.key().value()).toList();
    }

    static String containerBackup(TestNode node) throws CloudException {
        return backups(node.cloud()).stream().filter(key -> !key.contains("namespace")).findFirst().orElseThrow();
    }

    static void removeBackups(CloudStore cloud, String under) throws CloudException {
        for (Listing.Item item : cloud.list(TestNode.CLUSTER + "/backups/" + under, ListCursor.START, 100).items()) {
            cloud.delete(List.of(((Listing.Stored) item).ref()));
        }
    }

    static String newer(String key, long by) {
        String[] parts = key.split("-", -1);
        String millis = parts[parts.length - 1].replace(".sqlite", "");
        return key.substring(0, key.length() - parts[parts.length - 1].length()) + (Long.parseLong(millis) + by)
                + ".sqlite";
    }

    static void put(CloudStore cloud, String key, byte[] bytes) throws Exception {
        Path file = Files.createTempFile("copy", ".sqlite");
        try {
            Files.write(file, bytes);
            var _ = cloud.put(new CloudKey(key), FileSource.of(file), PutCondition.ALWAYS,
                    new InMemoryUploadJournal());
        } finally {
            Files.delete(file);
        }
    }

    static byte[] bytes(CloudStore cloud, String key) throws CloudException {
        try (var content = cloud.open(CloudRef.newest(new CloudKey(key)), ReadRange.WHOLE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) content.length());
            while (bytes.hasRemaining() && content.read(bytes) >= 0) {
                assertThat(bytes.position()).isPositive();
            }
            return bytes.array();
        }
    }

    Path newestFile() throws IOException {
        try (var files = Files.walk(folder.resolve("target"))) {
            return files.filter(Files::isRegularFile).filter(file -> file.toString().contains("/backups/")
                    && !file.toString().contains("namespace")).sorted().toList().getLast();
        }
    }

    static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    Instant now() {
        return clock.instant();
    }

    Instant monthAhead() {
        return now().plus(MONTH);
    }

    static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
