package io.spillway.tier.engine;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadJournal;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.transition.GarbageNote.RemoteAttempt;
import io.spillway.tier.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Uploads that meet something under their key, are overtaken, or take long. */
class UploadFaultsTest extends EngineScenario {
    /** The second is sent in parts. */
    @ParameterizedTest
    @ValueSource(ints = {70_000, (1 << 20) + 1000})
    void aPutThatMeetsItsOwnBytesTakesThem(int length) throws Exception {
        byte[] bytes = bytes(3, length);
        node.put("k", bytes);
        faults.onNextPut((store, key, source, condition, journal) -> {
            store.put(key, source, condition, journal);
            throw new CloudException.PreconditionFailed("there is one already");
        });
        tier();
        assertThat(location()).isInstanceOf(Location.Both.class);
        assertThat(notes()).isEmpty();
        assertThat(remoteKeys()).hasSize(1).allMatch(key -> key.endsWith("-1.pack"));
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(node.read("k")).isEqualTo(bytes);
    }

    /** Sent again under another key its parts would be paid for twice. */
    @Test
    void aLargeUploadOfUnknownOutcomeIsGoneOnWith() throws Exception {
        byte[] large = bytes(5, 1 << 21);
        node.put("k", large);
        faults.onNextPut((store, key, source, condition, journal) -> {
            assertThatIOException().isThrownBy(() -> store.put(key, new BrokenOnceBegun(source, journal), condition,
                    journal));
            throw new CloudException.OutcomeUnknown("no answer to the completion");
        });

        tier();

        assertThat(location()).isInstanceOfSatisfying(Location.Both.class,
                both -> assertThat(both.copy().key()).endsWith("-1.pack"));
        assertThat(node.cloud().uploads("", ListCursor.START, 10).uploads()).isEmpty();
        assertThat(notes()).isEmpty();
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(node.read("k")).isEqualTo(large);
    }

    /** A source that cannot be read once an upload of it is recorded. */
    private record BrokenOnceBegun(CloudSource source, UploadJournal journal) implements CloudSource {
        @Override
        public long length() {
            return source.length();
        }

        @Override
        public String sha256() {
            return source.sha256();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            if (journal.find().isPresent()) {
                throw new IOException("broken");
            }
            return source.open(offset);
        }
    }

    @Test
    void somebodyElsesBytesUnderItsKeyAreNotTaken() throws Exception {
        faults.onNextPut((store, key, _, _, _) -> {
            store.put(key, new BytesSource(OTHER), PutCondition.ALWAYS, new InMemoryUploadJournal());
            throw new CloudException.PreconditionFailed("there is one already");
        });
        tier();
        assertThat(location()).isInstanceOfSatisfying(Location.Both.class,
                both -> assertThat(both.copy().key()).endsWith("-2.pack"));
        assertThat(notes()).singleElement().isInstanceOfSatisfying(RemoteAttempt.class,
                note -> assertThat(note.remoteKey()).endsWith("-1.pack"));
        assertThat(node.settle(monthAhead())).isTrue();
        assertThat(node.read("k")).isEqualTo(BYTES);
    }

    @Test
    void anUploadWhoseObjectIsOverwrittenAsItBeginsIsCancelled() throws Exception {
        node.put("k", bytes(4, 1 << 21));
        faults.onNextPut((store, key, source, condition, journal) -> store.put(key, source, condition,
                new OvertakenJournal(journal, () -> node.put("k", OTHER))));
        tier();
        assertThat(location()).isInstanceOf(Location.Local.class);
        assertThat(node.read("k")).isEqualTo(OTHER);
        assertThat(remoteKeys()).isEmpty();
        assertThat(node.cloud().uploads("", ListCursor.START, 10).uploads()).isEmpty();
    }

    /** A client is faster than the record of the upload's id. */
    private record OvertakenJournal(UploadJournal journal, ClientCalls client) implements UploadJournal {
        @Override
        public void record(UploadId upload) throws IOException {
            try {
                client.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            journal.record(upload);
        }

        @Override
        public Optional<UploadId> find() throws IOException {
            return journal.find();
        }

        @Override
        public void clear() throws IOException {
            journal.clear();
        }
    }

    @Test
    void aSlowTargetHoldsUpNoClient() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        faults.onNextPut((store, key, source, condition, journal) -> {
            begun.countDown();
            await(goOn);
            return store.put(key, source, condition, journal);
        });
        run(monthAhead(), RunRequest.Mode.PLAN);
        assertThat(node.engine().settle(now(), Duration.ofMillis(1))).isFalse();
        await(begun);
        node.put("other", OTHER);
        assertThat(node.read("other")).isEqualTo(OTHER);
        assertThat(node.read("k")).isEqualTo(BYTES);
        node.delete("other");
        assertThat(node.list()).containsExactly("k");
        goOn.countDown();
        assertThat(node.settle(now())).isTrue();
        assertThat(location()).isInstanceOf(Location.Both.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
