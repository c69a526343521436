package io.spillway.cloud.api.contract;

import java.io.IOException;
import java.util.List;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.ChecksumCalculation;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Storing objects of any key, whole or not at all. */
public interface PutContract extends ContractTarget {
    static List<String> oddKeys() {
        return List.of("plain", "with space/and  two", "plus+and%20percent%", "ünïcödé/日本語/😀", "trailing.dots...",
                ".hidden/.file", "a.object/b.object", "quote'\"double", "semi;colon:and?query#hash&amp;=",
                "~tilde*star[brackets]{}|^`", "UPPER/upper", "upper/upper", "é", "e\u0301", "x".repeat(250),
                "日".repeat(83), "deep" + "/d".repeat(300), ("long" + "l".repeat(195) + "/").repeat(3) + "end",
                "%00", "a%2Fb", "-", "_");
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    default void everyKeyIsKeptExactly(String key) throws Exception {
        byte[] bytes = key.getBytes(UTF_8);
        StoredObject stored = put(key, bytes);
        assertThat(stored.key()).isEqualTo(new CloudKey(key));
        assertThat(read(stored.ref().ref())).isEqualTo(bytes);
        assertThat(store().stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        assertThat(keys("", 1000)).containsExactly(key);
        assertThat(store().delete(List.of(stored.ref()))).containsExactly(new Removal.Gone(stored.ref()));
        assertThat(keys("", 1000)).isEmpty();
    }

    @Test
    default void keysThatLookAlikeDoNotMeet() throws Exception {
        for (String key : oddKeys()) {
            put(key, key.getBytes(UTF_8));
        }
        for (String key : oddKeys()) {
            assertThat(read(CloudRef.newest(new CloudKey(key)))).asString(UTF_8).isEqualTo(key);
        }
        assertThat(keys("", 7)).containsExactlyElementsOf(
                oddKeys().stream().map(CloudKey::new).sorted().map(CloudKey::value).toList());
    }

    @Test
    default void aKeyCanEndWhereAnotherGoesOn() throws Exception {
        put("a", new byte[1]);
        put("a/b", new byte[2]);
        put("a/b/c", new byte[3]);
        assertThat(keys("", 1000)).containsExactly("a", "a/b", "a/b/c");
    }

    @Test
    default void theEvidenceIsThatOfTheSource() throws Exception {
        long length = Math.min(100_000, store().capabilities().parts().resumableFrom() - 1);
        CloudSource source = new PatternSource(length, 5);
        StoredObject stored = store().put(new CloudKey("e"), source, PutCondition.ALWAYS, new CountingJournal());
        Checksum evidence = stored.evidence().orElseThrow();
        assertThat(evidence).isEqualTo(ChecksumCalculation.like(evidence, source));
        assertThat(evidence.algorithm()).isEqualTo(store().capabilities().evidence().small());
        assertThat(stored.length()).isEqualTo(length);
        assertThat(evidence).isNotEqualTo(ChecksumCalculation.like(evidence, new PatternSource(length, 6)));
    }

    @Test
    default void aSmallPutLeavesTheJournalAlone() throws Exception {
        CountingJournal journal = new CountingJournal();
        store().put(new CloudKey("small"), new BytesSource(new byte[10]), PutCondition.ALWAYS, journal);
        assertThat(journal.recorded()).isEmpty();
    }

    @Test
    default void aSourceThatEndsEarlyIsNotStored() throws Exception {
        BytesSource bytes = new BytesSource(new byte[99]);
        refuses(new ClaimingSource(bytes, 100, bytes.sha256()), CorruptSourceException.class);
    }

    @Test
    default void aSourceOfAnotherDigestIsNotStored() throws Exception {
        refuses(new ClaimingSource(new BytesSource(new byte[100]), 100, new BytesSource(new byte[99]).sha256()),
                CorruptSourceException.class);
    }

    @Test
    default void aSourceThatFailsPassesItsErrorOn() throws Exception {
        IOException thrown = refuses(new FailingSource(new BytesSource(new byte[100_000]), 50_000),
                IOException.class);
        assertThat(thrown).hasMessage(FailingSource.MESSAGE);
    }

    private IOException refuses(CloudSource source, Class<? extends IOException> expected) throws Exception {
        StoredObject before = put("kept", "before".getBytes(UTF_8));
        IOException thrown = null;
        try {
            store().put(before.key(), source, PutCondition.ALWAYS, new CountingJournal());
        } catch (IOException e) {
            thrown = e;
        }
        assertThat(thrown).isInstanceOf(expected);
        assertThat(read(CloudRef.newest(before.key()))).asString(UTF_8).isEqualTo("before");
        assertThat(listAll("", 1000)).hasSize(1);
        return thrown;
    }

    @Test
    default void nothingStandsUnderANewKeyAfterAFailedPut() throws Exception {
        CloudKey key = new CloudKey("never");
        CloudSource source = new FailingSource(new BytesSource(new byte[100_000]), 50_000);
        assertThatThrownBy(() -> store().put(key, source, PutCondition.ALWAYS, new CountingJournal()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store().stat(CloudRef.newest(key))).isInstanceOf(CloudException.NotFound.class);
        assertThat(listAll("", 1000)).isEmpty();
    }
}
