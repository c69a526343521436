package io.spillway.cluster.remote;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.TargetIdentity;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.remote.ReadableTargets.ReadableTarget;
import io.spillway.cluster.store.RemoteChunks.RemoteBytes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudRemoteChunksTest {
    private static final TargetIdentity IDENTITY = new TargetIdentity("directory", "", "folder-1", "tier/");
    private static final int OFFSET = 100;
    private static final int LENGTH = 500;

    private final byte[] object = bytes();
    private final FaultyReader reader = new FaultyReader(object);
    private final CloudRemoteChunks chunks = new CloudRemoteChunks(
            name -> name.equals("cold") ? Optional.of(new ReadableTarget(IDENTITY, reader)) : Optional.empty());

    @Test
    void aRangeOfAMetachunkIsARangeOfThePack() throws Exception {
        assertThat(read(copy(), new ByteRange(20, 300))).isEqualTo(Arrays.copyOfRange(object, 120, 420));
    }

    @Test
    void exactlyTheGenerationOfThePointerIsAskedFor() throws Exception {
        read(copy(), new ByteRange(0, 1));
        assertThat(reader.asked())
                .containsExactly(new CloudRef(new CloudKey("c/1.pack"), new Generation.Version("v7")));
    }

    @Test
    void withoutVersionsTheEntityTagIsAskedFor() throws Exception {
        RemoteCopy copy = copy();
        read(new RemoteCopy(copy.target(), copy.fingerprint(), copy.bucket(), copy.key(), Optional.empty(),
                Optional.of("tag"), copy.offset(), copy.length(), copy.sha256(), copy.keyId()), new ByteRange(0, 1));
        assertThat(reader.asked())
                .containsExactly(new CloudRef(new CloudKey("c/1.pack"), new Generation.Tagged("tag")));
    }

    @Test
    void aBrokenConnectionGoesOnWhereItWas() throws Exception {
        reader.breakNextRead(new CloudException.Unavailable("reset", Duration.ofSeconds(1)));
        reader.breakNextRead(new CloudException.Unavailable("reset", Duration.ofSeconds(1)));
        assertThat(read(copy(), new ByteRange(0, LENGTH)))
                .isEqualTo(Arrays.copyOfRange(object, OFFSET, OFFSET + LENGTH));
        assertThat(reader.asked()).hasSize(3);
    }

    @Test
    void aTargetThatBreaksEveryConnectionIsOutOfReach() {
        for (int i = 0; i < 3; i++) {
            reader.breakNextRead(new CloudException.Unavailable("reset", Duration.ofSeconds(9)));
        }
        assertThatThrownBy(() -> read(copy(), new ByteRange(0, LENGTH)))
                .isInstanceOfSatisfying(ObjectStoreException.Unavailable.class,
                        away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(9)))
                .hasMessageContaining("cold");
    }

    @Test
    void aTargetThatIsAwayIsUnavailableAndSaysForHowLong() {
        reader.failNextOpen(new CloudException.Unavailable("timed out", Duration.ofSeconds(5)));
        assertThatThrownBy(() -> chunks.open(copy(), new ByteRange(0, 1))).isInstanceOfSatisfying(
                ObjectStoreException.Unavailable.class,
                away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void aTargetThatDeniesIsUnavailable() {
        reader.failNextOpen(new CloudException.AccessDenied("the key has expired"));
        assertThatThrownBy(() -> chunks.open(copy(), new ByteRange(0, 1)))
                .isInstanceOf(ObjectStoreException.Unavailable.class).hasMessageContaining("the key has expired");
    }

    @Test
    void aMissingObjectIsDamageAndNotAMissingKey() {
        reader.failNextOpen(new CloudException.NotFound("no such version"));
        assertThatThrownBy(() -> chunks.open(copy(), new ByteRange(0, 1)))
                .isInstanceOf(ObjectStoreException.Damaged.class).hasMessageContaining("tier/c/1.pack");
    }

    @Test
    void aRangeThatEndsShortIsDamage() {
        reader.endEarly();
        assertThatThrownBy(() -> read(copy(), new ByteRange(0, LENGTH)))
                .isInstanceOf(ObjectStoreException.Damaged.class).hasMessageContaining("1 bytes early");
    }

    @Test
    void aTargetWithAnotherIdentityIsNotAsked() {
        RemoteCopy copy = copy();
        var foreign = new RemoteCopy(copy.target(), "0".repeat(32), copy.bucket(), copy.key(), copy.version(),
                copy.etag(), copy.offset(), copy.length(), copy.sha256(), copy.keyId());
        assertThatThrownBy(() -> chunks.open(foreign, new ByteRange(0, 1)))
                .isInstanceOf(ObjectStoreException.Unavailable.class).hasMessageContaining("another one");
        assertThat(reader.asked()).isEmpty();
    }

    @Test
    void aTargetThatThisNodeDoesNotHaveIsUnavailable() {
        RemoteCopy copy = copy();
        var elsewhere = new RemoteCopy("warm", copy.fingerprint(), copy.bucket(), copy.key(), copy.version(),
                copy.etag(), copy.offset(), copy.length(), copy.sha256(), copy.keyId());
        assertThatThrownBy(() -> chunks.open(elsewhere, new ByteRange(0, 1)))
                .isInstanceOf(ObjectStoreException.Unavailable.class).hasMessageContaining("warm");
    }

    private byte[] read(RemoteCopy copy, ByteRange range) throws ObjectStoreException {
        ByteBuffer target = ByteBuffer.allocate(1000);
        try (RemoteBytes bytes = chunks.open(copy, range)) {
            while (bytes.read(target) >= 0) {
                assertThat(target.hasRemaining()).isTrue();
            }
        }
        return Arrays.copyOf(target.array(), target.position());
    }

    private static RemoteCopy copy() {
        return new RemoteCopy("cold", IDENTITY.fingerprint(), "folder-1", "tier/c/1.pack", Optional.of("v7"),
                Optional.of("tag"), OFFSET, LENGTH, "0".repeat(64), Optional.empty());
    }

    private static byte[] bytes() {
        var bytes = new byte[OFFSET + LENGTH + 50];
        new Random(4).nextBytes(bytes);
        return bytes;
    }
}
