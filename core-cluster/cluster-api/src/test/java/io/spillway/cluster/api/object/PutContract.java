package io.spillway.cluster.api.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.spillway.cluster.api.name.StoragePolicyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link ObjectWriter#put}: what is stored, and that a refused or broken write leaves nothing. */
public interface PutContract extends StoreFixture {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577, 3_500_001})
    default void whatWasPutIsReadBack(int size) throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(size, size);

        ObjectStat answer = tenant.put("key", body);

        assertThat(answer.size()).isEqualTo(size);
        assertThat(answer.etag()).isEqualTo(Digests.md5Hex(body));
        assertThat(tenant.read("key")).isEqualTo(body);
        assertThat(tenant.stat("key")).isEqualTo(answer);
    }

    @Test
    default void theAnswerDescribesTheObject() throws Exception {
        Tenant tenant = tenant();
        ObjectAttributes attributes = new ObjectAttributes(Map.of("content-type", "text/plain", "expires", "never"),
                Map.of("colour", "déjà vu", "empty", ""));
        Instant before = Instant.now().minusSeconds(60);

        ObjectStat stat = tenant.put(tenant.request("key", attributes, Set.of()), Tenant.text("body"));

        assertThat(stat.ref().container()).isEqualTo(tenant.container());
        assertThat(stat.ref().key().value()).isEqualTo("key");
        assertThat(stat.attributes()).isEqualTo(attributes);
        assertThat(stat.storageClass()).isEqualTo(ObjectStat.STANDARD);
        assertThat(stat.partSizes()).isEmpty();
        assertThat(stat.modified()).isAfter(before).isBefore(Instant.now().plusSeconds(60));
        assertThat(stat.modified()).isEqualTo(stat.modified().truncatedTo(ChronoUnit.MILLIS));
        assertThat(tenant.stat("key")).isEqualTo(stat);
        try (ObjectContent content = store().get(tenant.context(), tenant.ref("key"))) {
            assertThat(content.stat()).isEqualTo(stat);
        }
    }

    @Test
    default void anOverwriteIsAnotherVersionAndTheOldOneIsGone() throws Exception {
        Tenant tenant = tenant();
        ObjectStat first = tenant.put("key", "same bytes");

        ObjectStat second = tenant.put("key", "same bytes");

        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(tenant.stat("key")).isEqualTo(second);
        assertThat(tenant.keys()).containsExactly("key");
        assertThat(store().stat(tenant.context(), tenant.ref("key").at(second.version()))).isEqualTo(second);
        assertThatExceptionOfType(ObjectStoreException.NoSuchVersion.class)
                .isThrownBy(() -> store().stat(tenant.context(), tenant.ref("key").at(first.version())));
    }

    @Test
    default void theStoragePolicyIsTheRequestsElseTheContainersElseTheNamespaces() throws Exception {
        Tenant plain = tenant();
        Tenant withPolicy = plain.in(Tenant.freshName());
        store().createContainer(plain.context(), withPolicy.container(), Optional.of(otherPolicy()));

        assertThat(plain.put("key", "body").storagePolicy()).isEqualTo(namespacePolicy());
        assertThat(withPolicy.put("key", "body").storagePolicy()).isEqualTo(otherPolicy());
        assertThat(withPolicy.put(withStoragePolicy(withPolicy, namespacePolicy()), Tenant.text("body"))
                .storagePolicy()).isEqualTo(namespacePolicy());
    }

    @Test
    default void anUnknownStoragePolicyIsRefusedAndNothingStored() throws Exception {
        Tenant tenant = tenant();
        PutRequest request = withStoragePolicy(tenant, new StoragePolicyName("no-such-policy"));

        assertThatExceptionOfType(ObjectStoreException.UnknownStoragePolicy.class)
                .isThrownBy(() -> tenant.put(request, Tenant.text("body"))).withMessageContaining("no-such-policy");
        assertThat(tenant.keys()).isEmpty();
    }

    private static PutRequest withStoragePolicy(Tenant tenant, StoragePolicyName policy) {
        PutRequest plain = tenant.request("key");
        return new PutRequest(plain.container(), plain.key(), plain.attributes(), plain.checksums(),
                Optional.of(policy), plain.condition());
    }

    @Test
    default void aBodyMayComeInSmallPieces() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(300_000, 5);

        store().put(tenant.context(), tenant.request("key"), BytesSource.of(body).inStepsOf(7));

        assertThat(tenant.read("key")).isEqualTo(body);
    }

    @Test
    default void aBodyMayComeWithoutALength() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(1_200_000, 6);

        ObjectStat stat = store().put(tenant.context(), tenant.request("key"),
                BytesSource.of(body).announcing(OptionalLong.empty()));

        assertThat(stat.size()).isEqualTo(body.length);
        assertThat(tenant.read("key")).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    default void aRightChecksumIsAccepted(ChecksumAlgorithm algorithm) throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(300_001, 7);

        store().put(tenant.context(), tenant.request("key"),
                BytesSource.of(body).expecting(Map.of(algorithm, Digests.of(algorithm, body))));

        assertThat(tenant.read("key")).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    default void aWrongChecksumLeavesTheOldObject(ChecksumAlgorithm algorithm) throws Exception {
        Tenant tenant = tenant();
        ObjectStat old = tenant.put("key", "old");
        byte[] wrong = Digests.of(algorithm, Tenant.text("something else"));

        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"),
                        BytesSource.of(Tenant.random(300_001, 8)).expecting(Map.of(algorithm, wrong))))
                .satisfies(e -> assertThat(e.algorithm()).isEqualTo(algorithm));
        assertThat(tenant.stat("key")).isEqualTo(old);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("old"));
    }

    @Test
    default void aWrongChecksumLeavesNothingUnderANewKey() throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"),
                        BytesSource.of(Tenant.text("body")).expecting(Map.of(ChecksumAlgorithm.CRC32, new byte[4]))));
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void oneWrongChecksumAmongRightOnesIsEnough() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.text("body");

        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"),
                        BytesSource.of(body)
                                .expecting(Map.of(ChecksumAlgorithm.MD5, Digests.of(ChecksumAlgorithm.MD5, body),
                                        ChecksumAlgorithm.SHA256, new byte[32]))))
                .satisfies(e -> assertThat(e.algorithm()).isEqualTo(ChecksumAlgorithm.SHA256));
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void checksumsThatWereAskedForAreComputedAndKept() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(1_100_000, 9);
        Set<ChecksumAlgorithm> asked = EnumSet.complementOf(EnumSet.of(ChecksumAlgorithm.MD5));

        ObjectStat stat = tenant.put(tenant.request("key", ObjectAttributes.NONE, asked), body);

        assertThat(stat.checksums()).containsExactlyInAnyOrderElementsOf(
                asked.stream().map(algorithm -> Digests.checksum(algorithm, body)).toList());
        assertThat(tenant.stat("key").checksums()).isEqualTo(stat.checksums());
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 11, 0, 1_000_000})
    default void aBodyOfAnotherLengthThanAnnouncedLeavesNothing(long announced) throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(ObjectStoreException.WrongLength.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"),
                        BytesSource.of(new byte[10]).announcing(OptionalLong.of(announced))));
        assertThat(tenant.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 262_144, 2_500_000})
    default void aSourceThatBreaksPassesItsErrorAndLeavesNothing(int before) throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(BytesSource.ClientWentAway.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"), BytesSource
                        .of(Tenant.random(before, 10)).announcing(OptionalLong.of(3_000_000)).breaking()));
        assertThat(tenant.keys()).isEmpty();
        store().deleteContainer(tenant.context(), tenant.container());
    }

    @Test
    default void aSourceThatBreaksLeavesTheOldObject() throws Exception {
        Tenant tenant = tenant();
        ObjectStat old = tenant.put("key", "old");

        assertThatExceptionOfType(BytesSource.ClientWentAway.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"),
                        BytesSource.of(Tenant.random(1_500_000, 11)).breaking()));
        assertThat(tenant.stat("key")).isEqualTo(old);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("old"));
    }

    @Test
    default void aBodyAnnouncedOverTheLimitIsRefused() throws Exception {
        Tenant tenant = tenant();
        BytesSource source = BytesSource.of(new byte[10])
                .announcing(OptionalLong.of(ObjectWriter.MAX_PUT_BYTES + 1));

        assertThatExceptionOfType(ObjectStoreException.TooLarge.class)
                .isThrownBy(() -> store().put(tenant.context(), tenant.request("key"), source));
        assertThat(source.touched()).isFalse();
        assertThat(tenant.keys()).isEmpty();
    }
}
