package io.spillway.cloud.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.contract.CountingJournal;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.api.probe.ProbeStep;
import io.spillway.cloud.api.probe.TargetProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DirectoryCloudStoreTest {
    private static final CloudKey KEY = new CloudKey("2026/11/21/a.pack");
    private static final CloudRef NEWEST = CloudRef.newest(KEY);
    private static final long RESUMABLE_FROM = 64 * 1024;

    private Path root;
    private CloudStore store;

    @BeforeEach
    void markTheFolder(@TempDir Path folder) throws IOException {
        root = folder.resolve("target");
        store = new DirectoryCloudStore(new DirectoryTarget(root, DirectoryCloudStore.mark(root), ""),
                RESUMABLE_FROM);
    }

    private StoredObject put(int length) throws CloudException, IOException {
        return store.put(KEY, new BytesSource(new byte[length]), PutCondition.ALWAYS, new InMemoryUploadJournal());
    }

    private Path file() {
        return root.resolve("2026/11/21/a.pack.object");
    }

    @Test
    void markingAgainAnswersTheSameId() throws IOException {
        assertThat(DirectoryCloudStore.mark(root)).isEqualTo(DirectoryCloudStore.mark(root)).hasSize(36);
    }

    @Test
    void anObjectIsOneFileWithItsBytesInFront() throws Exception {
        store.put(KEY, new BytesSource(new byte[]{1, 2, 3}), PutCondition.ALWAYS, new InMemoryUploadJournal());
        assertThat(Files.readAllBytes(file())).hasSize(3 + Trailer.BYTES).startsWith(1, 2, 3);
    }

    @Test
    void anEmptyMountPointIsUnavailableAndStaysEmpty(@TempDir Path mountPoint) throws Exception {
        StoredObject stored = put(10);
        String id = store.identity().container();
        CloudStore unmounted = new DirectoryCloudStore(new DirectoryTarget(mountPoint, id, ""));
        assertThat(unmounted.identity()).isEqualTo(store.identity());
        assertThatThrownBy(() -> unmounted.put(KEY, new BytesSource(new byte[1]), PutCondition.ALWAYS,
                new InMemoryUploadJournal())).isInstanceOf(CloudException.Unavailable.class)
                .hasMessageContaining("not mounted").hasMessageContaining(mountPoint.toString());
        assertThatThrownBy(() -> unmounted.stat(NEWEST)).isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> unmounted.open(NEWEST, ReadRange.WHOLE))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> unmounted.list("", ListCursor.START, 1))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> unmounted.uploads("", ListCursor.START, 1))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> unmounted.delete(List.of(stored.ref())))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> unmounted.cancel(new UploadId(KEY, "0".repeat(32))))
                .isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(unmounted::inspect).isInstanceOf(CloudException.Unavailable.class);
        assertThat(mountPoint).isEmptyDirectory();
    }

    @Test
    void anUploadThatACrashLeftWithoutBytesCanBeCancelled() throws Exception {
        Path left = Files.writeString(root.resolve(".spillway/uploads/" + "0".repeat(32) + ".key"), KEY.value());
        UploadId upload = store.uploads("", ListCursor.START, 10).uploads().getFirst().upload();
        store.cancel(upload);
        assertThat(left).doesNotExist();
        assertThat(store.uploads("", ListCursor.START, 10).uploads()).isEmpty();
    }

    /** Told as a success, the upload would stay for ever: nobody asks for those of an object that stands. */
    @ParameterizedTest
    @ValueSource(ints = {10, (int) RESUMABLE_FROM})
    void aPutWhoseUploadCannotBeRemovedIsOfUnknownOutcome(int length) throws Exception {
        CloudSource bytes = new BytesSource(new byte[length]);
        CloudSource source = new CloudSource() {
            @Override
            public long length() {
                return bytes.length();
            }

            @Override
            public String sha256() {
                return bytes.sha256();
            }

            @Override
            public InputStream open(long offset) throws IOException {
                standInTheWay();
                return bytes.open(offset);
            }
        };

        assertThatThrownBy(() -> store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal()))
                .isInstanceOf(CloudException.OutcomeUnknown.class)
                .hasMessageContainingAll("\"" + KEY + "\" stands", "its upload in");
        assertThat(store.stat(CloudRef.newest(KEY)).length()).isEqualTo(length);
    }

    /** A folder that is not empty in place of the file with the upload's key. */
    private void standInTheWay() throws IOException {
        try (DirectoryStream<Path> keys = Files.newDirectoryStream(root.resolve(".spillway/uploads"), "*.key")) {
            for (Path key : keys) {
                if (Files.isRegularFile(key)) {
                    Files.delete(key);
                    Files.createDirectories(key.resolve("in-the-way"));
                }
            }
        }
    }

    @Test
    void aKeyThatACrashLeftUnfinishedGoesWhenNobodyCanBeWritingIt() throws Exception {
        Path young = Files.createFile(root.resolve(".spillway/uploads/young.new"));
        Path old = Files.createFile(root.resolve(".spillway/uploads/old.new"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertThat(store.uploads("", ListCursor.START, 10).uploads()).isEmpty();
        assertThat(young).exists();
        assertThat(old).doesNotExist();
    }

    @Test
    void aProbeOfAnEmptyMountPointSaysSo(@TempDir Path mountPoint) {
        CloudStore unmounted = new DirectoryCloudStore(
                new DirectoryTarget(mountPoint, store.identity().container(), ""));
        assertThat(new TargetProbe(unmounted).run().step(ProbeStep.Action.INSPECT).outcome())
                .isInstanceOfSatisfying(ProbeStep.Failed.class, failed -> {
                    assertThat(failed.problem()).contains("not mounted", mountPoint.toString());
                    assertThat(failed.remedy()).contains("mount");
                });
        assertThat(mountPoint).isEmptyDirectory();
    }

    @Test
    void anotherTargetsFolderIsRefused(@TempDir Path other) throws Exception {
        DirectoryCloudStore.mark(other);
        CloudStore moved = new DirectoryCloudStore(new DirectoryTarget(other, store.identity().container(), ""));
        assertThatThrownBy(() -> moved.stat(NEWEST)).isInstanceOf(CloudException.Refused.class)
                .hasMessageContaining(other.toString());
    }

    @Test
    void aFileThatWasCutIsCorruptListedAndRemovable() throws Exception {
        put(1000);
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(500);
        }
        assertThatThrownBy(() -> store.stat(NEWEST)).isInstanceOf(CloudException.Corrupt.class);
        assertThatThrownBy(() -> store.open(NEWEST, ReadRange.of(0, 1))).isInstanceOf(CloudException.Corrupt.class);
        Listing.Stored item = (Listing.Stored) store.list("", ListCursor.START, 10).items().getFirst();
        assertThat(store.delete(List.of(item.ref()))).containsExactly(new Removal.Gone(item.ref()));
        assertThat(store.list("", ListCursor.START, 10).items()).isEmpty();
    }

    @Test
    void aStatReadsTheBytesAgain() throws Exception {
        put(1000);
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(700);
            file.write(1);
        }
        assertThatThrownBy(() -> store.stat(NEWEST)).isInstanceOf(CloudException.Corrupt.class)
                .hasMessageContaining(KEY.value());
    }

    @Test
    void equalBytesWrittenTwiceAreTwoGenerations() throws Exception {
        StoredObject first = put(10);
        StoredObject second = put(10);
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThatThrownBy(() -> store.stat(first.ref().ref())).isInstanceOf(CloudException.PreconditionFailed.class);
    }

    @Test
    void aLinkThatSomebodyPutThereIsNotFollowed(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), secret);
        assertThatThrownBy(() -> store.open(NEWEST, ReadRange.WHOLE)).isInstanceOf(CloudException.class);
        put(5);
        assertThat(secret).hasContent("secret");
        assertThat(store.stat(NEWEST).length()).isEqualTo(5);
    }

    @Test
    void removingTheLastObjectLeavesNoFolders() throws Exception {
        StoredObject stored = put(1);
        store.delete(List.of(stored.ref()));
        try (Stream<Path> left = Files.list(root)) {
            assertThat(left).containsExactly(root.resolve(".spillway"));
        }
        assertThat(root.resolve(".spillway/uploads")).isEmptyDirectory();
    }

    @Test
    void whatSomebodyElsePutIntoTheFolderIsPassedBy() throws Exception {
        put(1);
        Files.createDirectories(root.resolve("lost+found/.x"));
        Files.writeString(root.resolve("README.txt"), "ours");
        Files.writeString(root.resolve("%zz.object"), "no key has this name");
        assertThat(store.list("", ListCursor.START, 10).items()).extracting(Listing.Item::key).containsExactly(KEY);
    }

    @Test
    void aChangeWhoseLockFailsToCloseIsUnknownAndNotUndone() throws Exception {
        FolderLock failing = _ -> () -> {
            throw new IOException("stale file handle");
        };
        CloudStore careful = new DirectoryCloudStore(new DirectoryTarget(root, store.identity().container(), ""),
                RESUMABLE_FROM, failing);
        assertThatThrownBy(() -> careful.put(KEY, new BytesSource(new byte[9]), PutCondition.IF_ABSENT,
                new InMemoryUploadJournal())).isInstanceOf(CloudException.OutcomeUnknown.class)
                .hasMessageContaining(KEY.value());
        StoredObject stands = store.stat(NEWEST);
        assertThat(stands.length()).isEqualTo(9);
        assertThat(careful.delete(List.of(stands.ref()))).singleElement().isInstanceOfSatisfying(Removal.Failed.class,
                failed -> assertThat(failed.reason()).isInstanceOf(CloudException.OutcomeUnknown.class));
        assertThat(store.list("", ListCursor.START, 10).items()).isEmpty();
    }

    @Test
    void aLockThatIsNotToBeHadChangesNothing() {
        FolderLock none = _ -> {
            throw new IOException("no locks available");
        };
        CloudStore locked = new DirectoryCloudStore(new DirectoryTarget(root, store.identity().container(), ""),
                RESUMABLE_FROM, none);
        assertThatThrownBy(() -> locked.put(KEY, new BytesSource(new byte[9]), PutCondition.ALWAYS,
                new InMemoryUploadJournal())).isInstanceOf(CloudException.Unavailable.class);
        assertThatThrownBy(() -> store.stat(NEWEST)).isInstanceOf(CloudException.NotFound.class);
    }

    /** A process ended after it had linked the object's file and before it took the staged name away. */
    @Test
    void anUploadThatGotItsNameBeforeACrashIsNotWrittenToAgain() throws Exception {
        PatternSource first = new PatternSource(RESUMABLE_FROM, 1);
        CountingJournal journal = new CountingJournal();
        StoredObject stored = store.put(KEY, first, PutCondition.IF_ABSENT, journal);
        UploadId upload = journal.recorded().getFirst();
        Files.createLink(root.resolve(".spillway/uploads/" + upload.id() + ".bytes"), file());
        Files.writeString(root.resolve(".spillway/uploads/" + upload.id() + ".key"), KEY.value());
        journal.record(upload);
        PatternSource other = new PatternSource(RESUMABLE_FROM + 5, 2);
        assertThatThrownBy(() -> store.put(KEY, other, PutCondition.IF_ABSENT, journal))
                .isInstanceOf(CloudException.PreconditionFailed.class);
        assertThat(store.stat(NEWEST).provesSameAs(stored)).isTrue();
        assertThat(store.uploads("", ListCursor.START, 10).uploads()).isEmpty();
    }
}
