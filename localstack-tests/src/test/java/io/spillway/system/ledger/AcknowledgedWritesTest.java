package io.spillway.system.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The audit must see each way of losing a write; otherwise the crash tests prove nothing. */
class AcknowledgedWritesTest {
    private final AcknowledgedWrites ledger = new AcknowledgedWrites();
    private final SortedMap<String, byte[]> store = new TreeMap<>();

    private Attempt.Put acknowledgedPut(String key, int size) {
        Attempt.Put put = ledger.beginPut(key, size);
        store.put(key, put.body().orElseThrow());
        ledger.acknowledge(key, put);
        return put;
    }

    private List<String> audit() throws Exception {
        return ledger.audit(key -> Optional.ofNullable(store.get(key)), () -> List.copyOf(store.keySet()));
    }

    @Test
    void whatWasAcknowledgedAndIsThereIsRight() throws Exception {
        acknowledgedPut("a", 100);
        acknowledgedPut("a", 100);
        acknowledgedPut("b", 0);
        Attempt.Delete delete = ledger.beginDelete("b");
        store.remove("b");
        ledger.acknowledge("b", delete);

        assertThat(audit()).isEmpty();
        assertThat(ledger.acknowledged()).isEqualTo(4);
    }

    @Test
    void aLostWriteIsSeen() throws Exception {
        acknowledgedPut("a", 100);
        store.remove("a");

        assertThat(audit()).singleElement().asString().contains("a should be one of").contains("absent");
    }

    @Test
    void aWriteChangedBackIsSeen() throws Exception {
        Attempt.Put first = acknowledgedPut("a", 100);
        acknowledgedPut("a", 100);
        store.put("a", first.body().orElseThrow());

        assertThat(audit()).hasSize(1);
    }

    @Test
    void aDeleteTakenBackIsSeen() throws Exception {
        Attempt.Put put = acknowledgedPut("a", 100);
        ledger.acknowledge("a", ledger.beginDelete("a"));
        store.put("a", put.body().orElseThrow());

        assertThat(audit()).hasSize(1);
    }

    @Test
    void aPartialObjectIsSeen() throws Exception {
        Attempt.Put put = ledger.beginPut("a", 100);
        store.put("a", Arrays.copyOf(put.body().orElseThrow(), 99));

        assertThat(audit()).hasSize(1);
    }

    @Test
    void anUnansweredWriteMayBeThereOrNot() throws Exception {
        acknowledgedPut("a", 100);
        ledger.beginPut("a", 100);
        assertThat(audit()).isEmpty();

        Attempt.Put second = ledger.beginPut("a", 50);
        store.put("a", second.body().orElseThrow());
        assertThat(audit()).isEmpty();
    }

    @Test
    void anUnansweredWriteIsSettledByTheFirstAudit() throws Exception {
        acknowledgedPut("a", 100);
        Attempt.Put late = ledger.beginPut("a", 100);
        assertThat(audit()).isEmpty();

        store.put("a", late.body().orElseThrow());

        assertThat(audit()).hasSize(1);
    }

    @Test
    void aListingThatDiffersFromTheReadsIsSeen() throws Exception {
        acknowledgedPut("a", 100);

        List<String> wrong = ledger.audit(key -> Optional.ofNullable(store.get(key)), () -> List.of("a", "ghost"));

        assertThat(wrong).singleElement().asString().contains("ghost");
    }
}
