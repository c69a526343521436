package io.spillway.cluster.api.object;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link WriteCondition} on puts and deletes; copies and completions have theirs beside them. */
public interface ConditionsContract extends StoreFixture {
    WriteCondition OTHER_ETAG = new WriteCondition.IfMatch("00000000000000000000000000000000");

    @Test
    default void ifAbsentPutsOnlyWhereNothingIs() throws Exception {
        Tenant tenant = tenant();

        tenant.put(tenant.request("key", WriteCondition.IF_ABSENT), Tenant.text("first"));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> tenant.put(tenant.request("key", WriteCondition.IF_ABSENT), Tenant.text("second")));

        assertThat(tenant.read("key")).isEqualTo(Tenant.text("first"));
        tenant.delete("key");
        tenant.put(tenant.request("key", WriteCondition.IF_ABSENT), Tenant.text("third"));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("third"));
    }

    @Test
    default void ifMatchPutsOnlyOverThatEtag() throws Exception {
        Tenant tenant = tenant();
        ObjectStat first = tenant.put("key", "first");

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> tenant.put(tenant.request("key", OTHER_ETAG), Tenant.text("refused")));
        assertThat(tenant.stat("key")).isEqualTo(first);
        tenant.put(tenant.request("key", new WriteCondition.IfMatch(first.etag())), Tenant.text("second"));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("second"));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class).isThrownBy(
                () -> tenant.put(tenant.request("key", new WriteCondition.IfMatch(first.etag())), Tenant.text("late")));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("second"));
    }

    @Test
    default void ifMatchAndIfPresentNeedAnObject() throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> tenant.put(tenant.request("key", OTHER_ETAG), Tenant.text("refused")));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class).isThrownBy(
                () -> tenant.put(tenant.request("key", new WriteCondition.IfPresent()), Tenant.text("refused")));
        assertThat(tenant.keys()).isEmpty();
        tenant.put("key", "first");
        tenant.put(tenant.request("key", new WriteCondition.IfPresent()), Tenant.text("second"));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("second"));
    }

    @Test
    default void aDeleteIsRefusedWhenItsConditionDoesNotHold() throws Exception {
        Tenant tenant = tenant();
        ObjectStat stat = tenant.put("key", "body");

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> store().delete(tenant.context(), tenant.ref("key"), OTHER_ETAG));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> store().delete(tenant.context(), tenant.ref("key"), WriteCondition.IF_ABSENT));
        assertThat(tenant.stat("key")).isEqualTo(stat);

        store().delete(tenant.context(), tenant.ref("key"), new WriteCondition.IfMatch(stat.etag()));
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void aDeleteThatNeedsAnObjectFailsWhereNoneIs() throws Exception {
        Tenant tenant = tenant();

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> store().delete(tenant.context(), tenant.ref("key"), OTHER_ETAG));
        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class).isThrownBy(
                () -> store().delete(tenant.context(), tenant.ref("key"), new WriteCondition.IfPresent()));
        store().delete(tenant.context(), tenant.ref("key"), WriteCondition.IF_ABSENT);
    }
}
