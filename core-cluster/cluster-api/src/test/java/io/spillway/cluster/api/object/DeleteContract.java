package io.spillway.cluster.api.object;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link ObjectWriter#delete}. */
public interface DeleteContract extends StoreFixture {
    @Test
    default void aDeletedObjectIsGone() throws Exception {
        Tenant tenant = tenant();
        ObjectStat stat = tenant.put("key", "body");
        tenant.put("other", "body");

        tenant.delete("key");

        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class).isThrownBy(() -> tenant.stat("key"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class).isThrownBy(() -> tenant.read("key"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchVersion.class)
                .isThrownBy(() -> store().stat(tenant.context(), stat.ref()));
        assertThat(tenant.keys()).containsExactly("other");
    }

    @Test
    default void deletingWhatIsAbsentSucceeds() throws Exception {
        Tenant tenant = tenant();

        tenant.delete("never there");
        tenant.put("key", "body");
        tenant.delete("key");
        tenant.delete("key");

        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void deletingAnOldVersionLeavesTheCurrentOne() throws Exception {
        Tenant tenant = tenant();
        ObjectStat first = tenant.put("key", "first");
        ObjectStat second = tenant.put("key", "second");

        store().delete(tenant.context(), first.ref(), WriteCondition.ALWAYS);
        assertThat(tenant.stat("key")).isEqualTo(second);

        store().delete(tenant.context(), second.ref(), WriteCondition.ALWAYS);
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void aKeyCanBeUsedAgain() throws Exception {
        Tenant tenant = tenant();
        ObjectStat first = tenant.put("key", "body");
        tenant.delete("key");

        ObjectStat second = tenant.put("key", "body");

        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("body"));
    }
}
