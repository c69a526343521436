package io.spillway.cluster.api.object;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.ObjectKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link ObjectWriter#copy}. */
public interface CopyContract extends StoreFixture {
    ObjectAttributes PLAIN = new ObjectAttributes(Map.of("content-type", "text/plain"), Map.of("a", "1"));
    ObjectAttributes OTHER = new ObjectAttributes(Map.of("content-type", "image/png"), Map.of("b", "2"));

    private static CopyRequest copyOf(ObjectRef source, Tenant to, String key) {
        return new CopyRequest(source, to.container(), new ObjectKey(key), Optional.empty(), Set.of(),
                Optional.empty(), WriteCondition.ALWAYS);
    }

    private static CopyRequest replacing(ObjectRef source, Tenant to, String key, ObjectAttributes attributes) {
        return new CopyRequest(source, to.container(), new ObjectKey(key), Optional.of(attributes), Set.of(),
                Optional.empty(), WriteCondition.ALWAYS);
    }

    private static CopyRequest conditional(ObjectRef source, Tenant to, String key, WriteCondition condition) {
        return new CopyRequest(source, to.container(), new ObjectKey(key), Optional.empty(), Set.of(),
                Optional.empty(), condition);
    }

    @Test
    default void aCopyHasTheBytesAttributesAndChecksumsOfItsSource() throws Exception {
        Tenant tenant = tenant();
        Tenant other = tenant.in(Tenant.freshName());
        store().createContainer(tenant.context(), other.container(), Optional.empty());
        byte[] body = Tenant.random(2_500_000, 1);
        ObjectStat source = tenant.put(tenant.request("from", PLAIN, Set.of(ChecksumAlgorithm.CRC32C)), body);

        ObjectStat copy = store().copy(tenant.context(), copyOf(tenant.ref("from"), other, "to"));

        assertThat(other.read("to")).isEqualTo(body);
        assertThat(other.stat("to")).isEqualTo(copy);
        assertThat(copy.etag()).isEqualTo(source.etag());
        assertThat(copy.attributes()).isEqualTo(PLAIN);
        assertThat(copy.checksums()).isEqualTo(source.checksums());
        assertThat(copy.version()).isNotEqualTo(source.version());
    }

    @Test
    default void aCopyOutlivesItsSource() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(1_500_000, 2);
        tenant.put("from", body);
        store().copy(tenant.context(), copyOf(tenant.ref("from"), tenant, "to"));

        tenant.delete("from");

        assertThat(tenant.read("to")).isEqualTo(body);
    }

    @Test
    default void aCopyTakesReplacementsForWhatItIsGiven() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.text("body");
        tenant.put(tenant.request("from", PLAIN, Set.of(ChecksumAlgorithm.CRC32C)), body);

        ObjectStat copy = store().copy(tenant.context(),
                new CopyRequest(tenant.ref("from"), tenant.container(), new ObjectKey("to"), Optional.of(OTHER),
                        Set.of(ChecksumAlgorithm.SHA256), Optional.of(otherPolicy()), WriteCondition.ALWAYS));

        assertThat(copy.attributes()).isEqualTo(OTHER);
        assertThat(copy.checksums()).containsExactly(Digests.checksum(ChecksumAlgorithm.SHA256, body));
        assertThat(copy.storagePolicy()).isEqualTo(otherPolicy());
        assertThat(tenant.stat("from").attributes()).isEqualTo(PLAIN);
    }

    @Test
    default void aCopyOntoItselfChangesTheAttributesAndKeepsTheBytes() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(1_200_000, 3);
        ObjectStat before = tenant.put(tenant.request("key", PLAIN, Set.of(ChecksumAlgorithm.CRC32C)), body);

        ObjectStat after = store().copy(tenant.context(), replacing(tenant.ref("key"), tenant, "key", OTHER));

        assertThat(after.attributes()).isEqualTo(OTHER);
        assertThat(after.etag()).isEqualTo(before.etag());
        assertThat(after.checksums()).isEqualTo(before.checksums());
        assertThat(tenant.stat("key")).isEqualTo(after);
        assertThat(tenant.read("key")).isEqualTo(body);
        assertThat(tenant.keys()).containsExactly("key");
    }

    @Test
    default void anEmptyObjectCanBeCopied() throws Exception {
        Tenant tenant = tenant();
        tenant.put("from", "");

        assertThat(store().copy(tenant.context(), copyOf(tenant.ref("from"), tenant, "to")).size()).isZero();
        assertThat(tenant.read("to")).isEmpty();
    }

    @Test
    default void aCopyOfAnExactVersionFailsOnceItIsNotCurrent() throws Exception {
        Tenant tenant = tenant();
        ObjectStat first = tenant.put("from", "first");
        store().copy(tenant.context(), copyOf(first.ref(), tenant, "to"));
        tenant.put("from", "second");

        assertThatExceptionOfType(ObjectStoreException.NoSuchVersion.class)
                .isThrownBy(() -> store().copy(tenant.context(), copyOf(first.ref(), tenant, "to")));
        assertThat(tenant.read("to")).isEqualTo(Tenant.text("first"));
    }

    @Test
    default void aCopyOfNothingFails() throws Exception {
        Tenant tenant = tenant();
        Tenant gone = tenant.in(Tenant.freshName());
        tenant.put("from", "body");

        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class)
                .isThrownBy(() -> store().copy(tenant.context(), copyOf(tenant.ref("absent"), tenant, "to")));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> store().copy(tenant.context(), copyOf(gone.ref("from"), tenant, "to")));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> store().copy(tenant.context(), copyOf(tenant.ref("from"), gone, "to")));
        assertThat(tenant.keys()).containsExactly("from");
    }

    @Test
    default void theConditionOfACopyIsAboutItsDestination() throws Exception {
        Tenant tenant = tenant();
        ObjectStat source = tenant.put("from", "new");
        ObjectStat old = tenant.put("to", "old");

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class).isThrownBy(() -> store()
                .copy(tenant.context(), conditional(tenant.ref("from"), tenant, "to", WriteCondition.IF_ABSENT)));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> store().copy(tenant.context(), conditional(tenant.ref("from"), tenant, "to",
                        new WriteCondition.IfMatch(source.etag()))));
        assertThat(tenant.stat("to")).isEqualTo(old);

        store().copy(tenant.context(),
                conditional(tenant.ref("from"), tenant, "to", new WriteCondition.IfMatch(old.etag())));
        assertThat(tenant.read("to")).isEqualTo(Tenant.text("new"));
    }
}
