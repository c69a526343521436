package io.spillway.cluster.api.object;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import io.spillway.cluster.api.name.VersionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** {@link ObjectReader#get}, {@link ObjectReader#stat} and {@link ObjectContent}. */
public interface ReadContract extends StoreFixture {
    int BODY = 2_500_000;

    @Test
    default void aMissingObjectIsNamed() throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class).isThrownBy(() -> tenant.stat("absent"))
                .withMessageContaining("absent");
        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class)
                .isThrownBy(() -> store().get(tenant.context(), tenant.ref("absent"))).withMessageContaining("absent");
    }

    @Test
    default void aMissingVersionIsNotTheCurrentOne() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "body");
        ObjectRef absent = tenant.ref("key").at(new VersionId("0123456789abcdef0123456789abcdef"));

        assertThatExceptionOfType(ObjectStoreException.NoSuchVersion.class)
                .isThrownBy(() -> store().stat(tenant.context(), absent));
        assertThatExceptionOfType(ObjectStoreException.NoSuchVersion.class)
                .isThrownBy(() -> store().get(tenant.context(), absent));
    }

    @Test
    default void anExactVersionIsReadWhileItIsCurrent() throws Exception {
        Tenant tenant = tenant();
        ObjectStat stat = tenant.put("key", "body");

        try (ObjectContent content = store().get(tenant.context(), stat.ref())) {
            assertThat(Tenant.drain(content, 100)).isEqualTo(Tenant.text("body"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,2500000", "2499999,1", "262143,1", "262143,2", "262144,1", "262144,262144", "262143,262146",
            "1048575,1", "1048575,2", "1048576,1", "1048576,1048576", "1048500,1048700", "100,2499900", "1,2499998"})
    default void aRangeIsExactlyItsBytes(int offset, int length) throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(BODY, 1);
        tenant.put("key", body);

        assertThat(tenant.read("key", offset, length)).isEqualTo(Arrays.copyOfRange(body, offset, offset + length));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    default void anyRangeIsExactlyItsBytes(long seed) throws Exception {
        Tenant tenant = tenant();
        Random random = new Random(seed);
        byte[] body = Tenant.random(BODY, seed);
        tenant.put("key", body);

        for (int round = 0; round < 60; round++) {
            int offset = random.nextInt(BODY);
            int length = 1 + random.nextInt(Math.min(BODY - offset, 600_000));
            assertThat(tenant.read("key", offset, length)).as("seed %d: %d bytes at %d", seed, length, offset)
                    .isEqualTo(Arrays.copyOfRange(body, offset, offset + length));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,2500000", "0,1", "2499999,1", "262143,2", "262144,262144", "1048500,1048700", "100,2499900"})
    default void aRangeIsTheSameByStretches(int offset, int length) throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(BODY, 4);
        tenant.put("key", body);

        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            content.select(new ByteRange(offset, length));
            assertThat(Stretches.drain(content)).isEqualTo(Arrays.copyOfRange(body, offset, offset + length));
            assertThat(content.stretch()).isEmpty();
        }
    }

    @Test
    default void anEmptyObjectHasOneEmptyRange() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "");

        assertThat(tenant.read("key")).isEmpty();
        assertThat(tenant.read("key", 0, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,5", "4,1", "3,2", "5,0", "9223372036854775806,1"})
    default void aRangeBeyondTheObjectIsAnError(long offset, long length) throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "body");

        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> content.select(new ByteRange(offset, length)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 262_143, 262_144, 262_145, 5_000_000})
    default void buffersOfAnySizeServe(int bufferSize) throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(bufferSize == 1 ? 70_000 : BODY, 2);
        tenant.put("key", body);

        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            assertThat(Tenant.drain(content, bufferSize)).isEqualTo(body);
            assertThat(content.read(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    @Test
    default void aDirectBufferIsFilledFromItsPositionToItsLimit() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", Tenant.random(1000, 3));
        ByteBuffer buffer = ByteBuffer.allocateDirect(100).position(20).limit(50);

        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            int count = content.read(buffer);
            assertThat(count).isBetween(1, 30);
            assertThat(buffer.position()).isEqualTo(20 + count);
            assertThat(buffer.get(0)).isZero();
            assertThat(buffer.limit(100).get(50)).isZero();
        }
    }

    /** It finishes on its version or fails; what came before a failure is of its version too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void aReadBegunBeforeAnOverwriteOrDeleteNeverMixesBytes(boolean overwrite) throws Exception {
        Tenant tenant = tenant();
        byte[] old = Tenant.random(BODY, 4);
        ObjectStat stat = tenant.put("key", old);

        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            readSome(content, read);
            if (overwrite) {
                tenant.put("key", Tenant.random(BODY, 5));
            } else {
                tenant.delete("key");
            }
            boolean finished = readTheRest(content, read);

            assertThat(content.stat()).isEqualTo(stat);
            assertThat(read.toByteArray()).isEqualTo(finished ? old : Arrays.copyOf(old, read.size()));
        }
    }

    private static void readSome(ObjectContent content, ByteArrayOutputStream read)
            throws IOException, ObjectStoreException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        int count = content.read(buffer);
        read.write(buffer.array(), 0, count);
    }

    /** Whether the read came to its end. */
    private static boolean readTheRest(ObjectContent content, ByteArrayOutputStream read) {
        ByteBuffer buffer = ByteBuffer.allocate(100_000);
        try {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                read.write(buffer.array(), 0, count);
                buffer.clear();
            }
            return true;
        } catch (IOException | ObjectStoreException e) {
            assertThat(e).isNotInstanceOf(ObjectStoreException.Damaged.class);
            return false;
        }
    }

    @Test
    default void contentThatIsClosedUnreadOrTwiceIsNoError() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "body");
        ObjectContent content = store().get(tenant.context(), tenant.ref("key"));

        content.close();
        content.close();

        assertThat(tenant.read("key")).isEqualTo(Tenant.text("body"));
    }
}
