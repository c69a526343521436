package io.spillway.cloud.api.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Conditions of a put: kept by the target at once, or refused with nothing changed. */
public interface ConditionContract extends ContractTarget {
    int RACES = 8;

    private StoredObject put(String key, String text, PutCondition condition) throws Exception {
        return store().put(new CloudKey(key), new BytesSource(text.getBytes(UTF_8)), condition,
                new CountingJournal());
    }

    private String text(String key) throws Exception {
        return new String(read(CloudRef.newest(new CloudKey(key))), UTF_8);
    }

    private boolean lacks(PutCondition.Kind kind, PutCondition condition) throws Exception {
        if (store().capabilities().supports(kind)) {
            return false;
        }
        put("lacking", "before", PutCondition.ALWAYS);
        int items = listAll("", 1000).size();
        assertThatThrownBy(() -> put("lacking", "after", condition)).isInstanceOf(CloudException.Refused.class);
        assertThat(text("lacking")).isEqualTo("before");
        assertThat(listAll("", 1000)).hasSize(items);
        return true;
    }

    @Test
    default void ifAbsentStoresUnderAFreeKeyAndLeavesATakenOneAlone() throws Exception {
        if (lacks(PutCondition.Kind.IF_ABSENT, PutCondition.IF_ABSENT)) {
            return;
        }
        put("taken", "first", PutCondition.IF_ABSENT);
        assertThatThrownBy(() -> put("taken", "second", PutCondition.IF_ABSENT))
                .isInstanceOf(CloudException.PreconditionFailed.class).hasMessageContaining("taken");
        assertThat(text("taken")).isEqualTo("first");
        assertThat(listAll("", 1000)).hasSize(1);
    }

    @Test
    default void ifAbsentTakesAKeyThatWasRemoved() throws Exception {
        if (lacks(PutCondition.Kind.IF_ABSENT, PutCondition.IF_ABSENT)) {
            return;
        }
        StoredObject first = put("again", "first", PutCondition.IF_ABSENT);
        store().delete(List.of(first.ref()));
        put("again", "second", PutCondition.IF_ABSENT);
        assertThat(text("again")).isEqualTo("second");
    }

    @Test
    default void ofTwoThatPutIfAbsentAtOnceOneWins() throws Exception {
        if (lacks(PutCondition.Kind.IF_ABSENT, PutCondition.IF_ABSENT)) {
            return;
        }
        for (int i = 0; i < RACES; i++) {
            race("race-" + i, PutCondition.IF_ABSENT);
        }
    }

    @Test
    default void ifVersionReplacesThatOneOnly() throws Exception {
        StoredObject first = put("v", "first", PutCondition.ALWAYS);
        PutCondition ofFirst = new PutCondition.IfVersion(first);
        if (lacks(PutCondition.Kind.IF_VERSION, ofFirst)) {
            return;
        }
        put("v", "second", ofFirst);
        assertThatThrownBy(() -> put("v", "third", ofFirst)).isInstanceOf(CloudException.PreconditionFailed.class);
        assertThat(text("v")).isEqualTo("second");
    }

    @Test
    default void ifVersionFailsOnAKeyThatIsFree() throws Exception {
        StoredObject gone = put("gone", "first", PutCondition.ALWAYS);
        PutCondition condition = new PutCondition.IfVersion(gone);
        if (lacks(PutCondition.Kind.IF_VERSION, condition)) {
            return;
        }
        store().delete(List.of(gone.ref()));
        assertThatThrownBy(() -> put("gone", "second", condition))
                .isInstanceOf(CloudException.PreconditionFailed.class);
        assertThat(listAll("", 1000)).isEmpty();
    }

    @Test
    default void ofTwoThatReplaceOneVersionAtOnceOneWins() throws Exception {
        StoredObject first = put("cas", "first", PutCondition.ALWAYS);
        PutCondition condition = new PutCondition.IfVersion(first);
        if (lacks(PutCondition.Kind.IF_VERSION, condition)) {
            return;
        }
        race("cas", condition);
    }

    private void race(String key, PutCondition condition) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Callable<String>> rivals = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            rivals.add(() -> {
                start.await();
                try {
                    put(key, name, condition);
                    return name;
                } catch (CloudException.PreconditionFailed | CloudException.Unavailable _) {
                    return "";
                }
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> winners = new ArrayList<>();
            for (Future<String> rival : threads.invokeAll(rivals)) {
                winners.add(rival.get());
            }
            winners.remove("");
            assertThat(winners).hasSize(1);
            assertThat(text(key)).isEqualTo(winners.getFirst());
        }
    }
}
