package io.spillway.appliance.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.spillway.appliance.demo.Difference.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadBackTest {
    private final InMemoryDoor door = new InMemoryDoor();
    private final List<StoredObject> objects = new ArrayList<>();

    @BeforeEach
    void put() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[i * 100];
            random.nextBytes(bytes);
            objects.add(door.put(i % 2 == 0 ? "even" : "odd", "key-" + i, bytes));
        }
    }

    @Test
    void objectsAsTheyWerePutAreNeitherLostNorChanged() throws Exception {
        AtomicInteger compared = new AtomicInteger();

        assertThat(new ReadBack(door).verdict(objects, _ -> compared.incrementAndGet()))
                .isEqualTo("20 objects, 0 lost, 0 changed");
        assertThat(compared).hasValue(20);
    }

    @Test
    void aLostObjectFailsAndIsNamed() {
        door.remove(objects.get(3).name());

        assertThatThrownBy(() -> new ReadBack(door).verdict(objects, _ -> {})).isInstanceOf(DemoException.class)
                .hasMessage("20 objects, 1 lost, 0 changed: odd/key-3: it is not listed");
    }

    @Test
    void otherBytesInAWholeReadAreSeen() throws Exception {
        door.whole = ReadBackTest::spoilt;

        assertThat(new ReadBack(door).differences(objects, _ -> {})).hasSize(19)
                .allMatch(difference -> difference.kind() == Kind.CHANGED
                        && difference.what().equals("the bytes of a GET are not those that were put"));
    }

    @Test
    void otherBytesInARangeAreSeen() throws Exception {
        door.range = ReadBackTest::spoilt;

        assertThat(new ReadBack(door).differences(objects, _ -> {})).hasSize(19)
                .allMatch(difference -> difference.kind() == Kind.CHANGED && difference.what().startsWith("bytes "));
    }

    @Test
    void anotherEtagIsSeen() throws Exception {
        door.headEtag = Optional.of("\"other\"");

        assertThat(new ReadBack(door).differences(objects, _ -> {})).hasSize(20)
                .allMatch(difference -> difference.what().contains("\"other\""));
    }

    @Test
    void anOverwrittenObjectIsSeen() throws Exception {
        door.put("even", "key-4", new byte[400]);

        assertThat(new ReadBack(door).differences(objects, _ -> {})).singleElement()
                .matches(difference -> difference.object().key().equals("key-4"));
    }

    @Test
    void anObjectThatWasNeverPutIsSeen() throws Exception {
        door.put("odd", "stranger", new byte[1]);

        assertThat(new ReadBack(door).differences(objects, _ -> {})).containsExactly(new Difference(
                new ObjectName("odd", "stranger"), Kind.CHANGED, "it is listed, and was never put"));
    }

    private static byte[] spoilt(byte[] bytes) {
        byte[] other = bytes.clone();
        if (other.length > 0) {
            other[other.length / 2]++;
        }
        return other;
    }
}
