package io.spillway.cloud.api.contract;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cloud.api.UploadListing;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Puts in parts: recorded, gone on with, cancelled. */
public interface LargePutContract extends ContractTarget {
    CloudKey LARGE = new CloudKey("large/object");

    private StoredObject put(CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException {
        return store().put(LARGE, source, condition, journal);
    }

    /** An adapter may read the source before it begins the upload, for its digests; that works. */
    private static FailingSource failingOnceBegun(PatternSource source, long failsAt, CountingJournal journal) {
        return new FailingSource(source, failsAt, () -> journal.find().isPresent());
    }

    /** Leaves an upload that holds the first part and some of the second. */
    private UploadId interrupt(PatternSource source, CountingJournal journal) throws CloudException {
        long half = store().capabilities().parts().bytes() + store().capabilities().parts().bytes() / 2;
        long failsAt = Math.min(half, source.length() - 1);
        assertThatThrownBy(() -> put(failingOnceBegun(source, failsAt, journal), PutCondition.ALWAYS, journal))
                .isInstanceOf(IOException.class).hasMessage(FailingSource.MESSAGE);
        return journal.find().orElseThrow();
    }

    private List<UploadId> uploads() throws CloudException {
        return store().uploads("", ListCursor.START, 1000).uploads().stream().map(UploadListing.Open::upload).toList();
    }

    private void holds(PatternSource source, StoredObject stored) throws CloudException, IOException {
        assertThat(stored.length()).isEqualTo(source.length());
        Checksum evidence = stored.evidence().orElseThrow();
        assertThat(evidence).isEqualTo(ChecksumCalculation.like(evidence, source));
        assertThat(evidence.algorithm()).isEqualTo(store().capabilities().evidence().large());
        assertThat(store().stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        long border = store().capabilities().parts().bytes();
        assertThat(read(stored.ref().ref(), ReadRange.of(border - 1000, 2000)))
                .isEqualTo(source.bytes(border - 1000, 2000));
        assertThat(read(stored.ref().ref(), ReadRange.of(source.length() - 1, 1)))
                .isEqualTo(source.bytes(source.length() - 1, 1));
    }

    @Test
    default void aLargeObjectIsRecordedStoredAndCleared() throws Exception {
        PatternSource source = largeSource(1);
        CountingJournal journal = new CountingJournal();
        StoredObject stored = put(source, PutCondition.ALWAYS, journal);
        holds(source, stored);
        assertThat(journal.recorded()).hasSize(1);
        assertThat(journal.find()).isEmpty();
        assertThat(uploads()).isEmpty();
    }

    @Test
    default void anObjectOfExactlyTheLeastLargeSizeIsStored() throws Exception {
        PatternSource source = new PatternSource(store().capabilities().parts().resumableFrom(), 8);
        CountingJournal journal = new CountingJournal();
        StoredObject stored = put(source, PutCondition.ALWAYS, journal);
        assertThat(store().stat(stored.ref().ref()).length()).isEqualTo(source.length());
        assertThat(journal.recorded()).hasSize(1);
    }

    @Test
    default void anInterruptedUploadIsListedAndGoneOnWith() throws Exception {
        PatternSource source = largeSource(2);
        CountingJournal journal = new CountingJournal();
        UploadId upload = interrupt(source, journal);
        assertThat(uploads()).containsExactly(upload);
        assertThat(listAll("", 1000)).isEmpty();
        assertThatThrownBy(() -> store().stat(CloudRef.newest(LARGE))).isInstanceOf(CloudException.NotFound.class);

        StoredObject stored = put(source, PutCondition.ALWAYS, journal);
        holds(source, stored);
        assertThat(journal.recorded()).containsExactly(upload);
        assertThat(journal.find()).isEmpty();
        assertThat(uploads()).isEmpty();
    }

    @Test
    default void goingOnWithAnotherSourceStoresThatOne() throws Exception {
        CountingJournal journal = new CountingJournal();
        interrupt(largeSource(3), journal);
        PatternSource other = largeSource(4);
        holds(other, put(other, PutCondition.ALWAYS, journal));
    }

    @Test
    default void aCancelledUploadIsGoneAndReplacedByANewOne() throws Exception {
        PatternSource source = largeSource(5);
        CountingJournal journal = new CountingJournal();
        UploadId upload = interrupt(source, journal);
        store().cancel(upload);
        assertThat(uploads()).isEmpty();
        store().cancel(upload);

        holds(source, put(source, PutCondition.ALWAYS, journal));
        assertThat(journal.recorded()).hasSize(2);
    }

    @Test
    default void cancellingWhatIsFinishedOrUnknownSucceedsAndRemovesNothing() throws Exception {
        PatternSource source = largeSource(6);
        CountingJournal journal = new CountingJournal();
        put(source, PutCondition.ALWAYS, journal);
        store().cancel(journal.recorded().getFirst());
        store().cancel(new UploadId(new CloudKey("unknown"), "../../" + LARGE));
        store().cancel(new UploadId(LARGE, "unknown"));
        assertThat(store().stat(CloudRef.newest(LARGE)).length()).isEqualTo(source.length());
    }

    @Test
    default void aJournalThatFailsLeavesNothing() throws Exception {
        UploadJournal broken = new UploadJournal() {
            @Override
            public void record(UploadId upload) throws IOException {
                throw new IOException("the journal failed");
            }

            @Override
            public Optional<UploadId> find() {
                return Optional.empty();
            }

            @Override
            public void clear() {}
        };
        PatternSource source = largeSource(7);
        assertThatThrownBy(() -> put(source, PutCondition.ALWAYS, broken)).isInstanceOf(IOException.class)
                .hasMessage("the journal failed");
        assertThat(uploads()).isEmpty();
        assertThat(listAll("", 1000)).isEmpty();
    }

    @Test
    default void aLargeSourceOfAnotherDigestIsNotStoredAndLeavesNothing() throws Exception {
        PatternSource source = largeSource(9);
        CountingJournal journal = new CountingJournal();
        CloudSource wrong = new ClaimingSource(source, source.length(), largeSource(10).sha256());
        assertThatThrownBy(() -> put(wrong, PutCondition.ALWAYS, journal)).isInstanceOf(CorruptSourceException.class);
        assertThat(journal.find()).isEmpty();
        assertThat(uploads()).isEmpty();
        assertThat(listAll("", 1000)).isEmpty();
    }

    @Test
    default void aLargeObjectKeepsItsConditionToo() throws Exception {
        StoredObject first = put("large/object", new byte[3]);
        PatternSource source = largeSource(11);
        CountingJournal journal = new CountingJournal();
        Class<? extends CloudException> refusal = store().capabilities().supports(PutCondition.Kind.IF_ABSENT)
                ? CloudException.PreconditionFailed.class
                : CloudException.Refused.class;
        assertThatThrownBy(() -> put(source, PutCondition.IF_ABSENT, journal)).isInstanceOf(refusal);
        assertThat(read(first.ref().ref())).hasSize(3);
        assertThat(read(CloudRef.newest(LARGE))).hasSize(3);
    }

    @Test
    default void uploadsAreListedInPages() throws Exception {
        CountingJournal one = new CountingJournal();
        CountingJournal two = new CountingJournal();
        PatternSource source = largeSource(12);
        for (CountingJournal journal : List.of(one, two)) {
            CloudKey key = new CloudKey(journal == one ? "large/1" : "large/2");
            assertThatThrownBy(
                    () -> store().put(key, failingOnceBegun(source, 10, journal), PutCondition.ALWAYS, journal))
                    .isInstanceOf(IOException.class);
        }
        UploadListing first = store().uploads("large/", ListCursor.START, 1);
        UploadListing second = store().uploads("large/", first.next().orElseThrow(), 1);
        assertThat(first.uploads()).extracting(UploadListing.Open::upload).isEqualTo(one.recorded());
        assertThat(second.uploads()).extracting(UploadListing.Open::upload).isEqualTo(two.recorded());
        assertThat(store().uploads("other/", ListCursor.START, 10).uploads()).isEmpty();
    }
}
