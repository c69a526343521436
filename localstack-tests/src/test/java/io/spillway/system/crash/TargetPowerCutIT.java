package io.spillway.system.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.system.appliance.Poll;
import io.spillway.system.disk.LoopDisk;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The disk under a folder target loses power in the middle of puts: what the target has taken in is on it, whole. */
class TargetPowerCutIT {
    private static final long DISK = 512L << 20;
    private static final int WRITERS = 4;
    private static final int BEFORE_THE_CUT = 40;
    private static final int RESUMABLE_FROM = 256 * 1024;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    void whatTheTargetTookInOutlivesAPowerCut(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, 1);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.Kind.class)
    @Tag("faults")
    void whatTheTargetTookInOutlivesTenPowerCuts(LoopDisk.Kind kind) throws Exception {
        cutAndAudit(kind, 10);
    }

    private void cutAndAudit(LoopDisk.Kind kind, int rounds) throws Exception {
        Map<CloudKey, StoredObject> taken = new ConcurrentHashMap<>();
        try (LoopDisk disk = LoopDisk.make(kind, folder, DISK)) {
            Path root = disk.mountPoint().resolve("target");
            DirectoryTarget target = new DirectoryTarget(root, DirectoryCloudStore.mark(root), "p/");
            for (int round = 0; round < rounds; round++) {
                putUntilTheCut(new DirectoryCloudStore(target, RESUMABLE_FROM), round, taken, disk);
                disk.mountAgain();
                audit(new DirectoryCloudStore(target, RESUMABLE_FROM), taken);
            }
        }
        assertThat(taken).hasSizeGreaterThanOrEqualTo(BEFORE_THE_CUT * rounds);
    }

    private static void putUntilTheCut(CloudStore store, int round, Map<CloudKey, StoredObject> taken, LoopDisk disk)
            throws Exception {
        int before = taken.size();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String keys = "round-" + round + "/writer-" + writer + "/";
                writers.add(threads.submit(() -> putUntilAnError(store, keys, taken)));
            }
            Poll.awaitThat("enough puts", Duration.ofMinutes(2), () -> taken.size() >= before + BEFORE_THE_CUT);
            disk.cutPower();
            for (Future<?> writer : writers) {
                writer.get(1, TimeUnit.MINUTES);
            }
        }
    }

    /** Small ones by both ways to a name, and now and then one that is large enough to be gone on with. */
    private static void putUntilAnError(CloudStore store, String keys, Map<CloudKey, StoredObject> taken) {
        for (int i = 0;; i++) {
            CloudKey key = new CloudKey(keys + i % 7 + "/" + i);
            PatternSource source = new PatternSource(i % 5 == 0 ? RESUMABLE_FROM + i : 1000 + i, i);
            try {
                taken.put(key, store.put(key, source, i % 2 == 0 ? PutCondition.IF_ABSENT : PutCondition.ALWAYS,
                        new InMemoryUploadJournal()));
            } catch (CloudException _) {
                return; // The power is gone.
            } catch (IOException e) {
                throw new AssertionError("the source and the journal are in memory", e);
            }
        }
    }

    private static void audit(CloudStore store, Map<CloudKey, StoredObject> taken) throws CloudException {
        for (StoredObject object : taken.values()) {
            assertThat(store.stat(object.ref().ref()).provesSameAs(object)).as("%s", object.key()).isTrue();
        }
        // What was on its way is there whole, or not at all.
        ListCursor at = ListCursor.START;
        while (true) {
            Listing page = store.list("", at, 1000);
            for (Listing.Item item : page.items()) {
                assertThat(store.stat(CloudRef.newest(item.key())).key()).isEqualTo(item.key());
            }
            if (page.next().isEmpty()) {
                return;
            }
            at = page.next().get();
        }
    }
}
