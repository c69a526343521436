package io.spillway.cloud.api.contract;

import java.nio.ByteBuffer;
import java.util.Arrays;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Opening and describing objects. */
public interface ReadContract extends ContractTarget {
    int BYTES = 1000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 300_000})
    default void anObjectIsReadBackWhole(int length) throws Exception {
        byte[] bytes = new PatternSource(length, 1).bytes(0, length);
        StoredObject stored = put("a/whole", bytes);
        try (CloudContent content = store().open(stored.ref().ref(), ReadRange.WHOLE)) {
            assertThat(content.length()).isEqualTo(length);
            assertThat(ContractTarget.rest(content, length)).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,1000", "999,1", "1,998", "500,500", "255,257"})
    default void aRangeIsExactlyItsBytes(int offset, int length) throws Exception {
        byte[] bytes = new PatternSource(BYTES, 2).bytes(0, BYTES);
        StoredObject stored = put("a/range", bytes);
        assertThat(read(stored.ref().ref(), ReadRange.of(offset, length)))
                .isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @ParameterizedTest
    @CsvSource({"0,1001", "999,2", "1000,1", "5000,10"})
    default void aRangeThatTheObjectDoesNotHoldIsAnError(int offset, int length) throws Exception {
        StoredObject stored = put("a/short", new byte[BYTES]);
        assertThatThrownBy(() -> read(stored.ref().ref(), ReadRange.of(offset, length)))
                .isInstanceOf(CloudException.Corrupt.class).hasMessageContaining("a/short");
    }

    @Test
    default void aRangeOfAnEmptyObjectIsAnError() throws Exception {
        StoredObject stored = put("a/empty", new byte[0]);
        assertThatThrownBy(() -> read(stored.ref().ref(), ReadRange.of(0, 1)))
                .isInstanceOf(CloudException.Corrupt.class);
    }

    @Test
    default void aMissingKeyIsNotFound() throws Exception {
        put("a/there", new byte[1]);
        CloudRef missing = CloudRef.newest(new CloudKey("a/ther"));
        assertThatThrownBy(() -> store().stat(missing)).isInstanceOf(CloudException.NotFound.class)
                .hasMessageContaining("a/ther");
        assertThatThrownBy(() -> read(missing)).isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    default void aMissingVersionIsNotFound() throws Exception {
        put("a/there", new byte[1]);
        CloudRef missing = new CloudRef(new CloudKey("a/there"), new Generation.Version("1234567890abcdef"));
        assertThatThrownBy(() -> store().stat(missing)).isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> read(missing)).isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    default void aKeyThatHoldsAnotherEntityTagFailsThePrecondition() throws Exception {
        put("a/there", new byte[1]);
        CloudRef other = new CloudRef(new CloudKey("a/there"),
                new Generation.Tagged("0123456789abcdef0123456789abcdef"));
        assertThatThrownBy(() -> store().stat(other)).isInstanceOf(CloudException.PreconditionFailed.class);
        assertThatThrownBy(() -> read(other)).isInstanceOf(CloudException.PreconditionFailed.class);
    }

    @Test
    default void statAnswersTheProofOfThePut() throws Exception {
        StoredObject stored = put("a/proof", "proof".getBytes(UTF_8));
        StoredObject exact = store().stat(stored.ref().ref());
        StoredObject newest = store().stat(CloudRef.newest(stored.key()));
        assertThat(exact.provesSameAs(stored)).as("%s and %s", exact, stored).isTrue();
        assertThat(newest.provesSameAs(stored)).as("%s and %s", newest, stored).isTrue();
        assertThat(exact.length()).isEqualTo(5);
    }

    @Test
    default void anOverwrittenGenerationIsReadAsItWasOrNotAtAll() throws Exception {
        StoredObject first = put("a/twice", "first".getBytes(UTF_8));
        StoredObject second = put("a/twice", "second!".getBytes(UTF_8));
        assertThat(read(second.ref().ref())).asString(UTF_8).isEqualTo("second!");
        assertThat(read(CloudRef.newest(first.key()))).asString(UTF_8).isEqualTo("second!");
        if (keepsVersions()) {
            assertThat(read(first.ref().ref())).asString(UTF_8).isEqualTo("first");
            assertThat(store().stat(first.ref().ref()).provesSameAs(first)).isTrue();
        } else {
            assertThatThrownBy(() -> read(first.ref().ref())).isInstanceOf(CloudException.PreconditionFailed.class);
            assertThatThrownBy(() -> store().stat(first.ref().ref()))
                    .isInstanceOf(CloudException.PreconditionFailed.class);
        }
    }

    @Test
    default void aReadDuringAnOverwriteGivesTheOldBytesOrAnError() throws Exception {
        PatternSource old = new PatternSource(3_000_000, 3);
        StoredObject stored = put("a/busy", old.bytes(0, 3_000_000));
        try (CloudContent content = store().open(stored.ref().ref(), ReadRange.WHOLE)) {
            ByteBuffer begin = ByteBuffer.allocate(1000);
            while (begin.hasRemaining()) {
                assertThat(content.read(begin)).isPositive();
            }
            put("a/busy", new PatternSource(3_000_000, 4).bytes(0, 3_000_000));
            assertThat(begin.array()).isEqualTo(old.bytes(0, 1000));
            try {
                assertThat(ContractTarget.rest(content, 2_999_000)).isEqualTo(old.bytes(1000, 2_999_000));
            } catch (CloudException e) {
                assertThat(e).isInstanceOfAny(CloudException.Unavailable.class, CloudException.Corrupt.class);
            }
        }
    }

    @Test
    default void aContentMayBeClosedInTheMiddle() throws Exception {
        StoredObject stored = put("a/left", new byte[2_000_000]);
        for (int i = 0; i < 20; i++) {
            CloudContent content = store().open(stored.ref().ref(), ReadRange.WHOLE);
            assertThat(content.read(ByteBuffer.allocate(100))).isPositive();
            content.close();
        }
        assertThat(read(stored.ref().ref(), ReadRange.of(1_999_999, 1))).hasSize(1);
    }
}
