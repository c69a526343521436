package io.spillway.cluster.api.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.StoragePolicyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link Containers}. */
public interface ContainersContract extends StoreFixture {
    @Test
    default void aNewContainerIsKnownByNameOwnerTimeAndPolicy() throws Exception {
        Tenant tenant = tenant();
        ContainerName name = Tenant.freshName();
        Instant before = Instant.now().minusSeconds(60);

        store().createContainer(tenant.context(), name, Optional.of(otherPolicy()));

        ContainerStat stat = store().statContainer(tenant.context(), name);
        assertThat(stat.name()).isEqualTo(name);
        assertThat(Tenant.contextOf(stat.account()).principal()).isEqualTo(tenant.context().principal());
        assertThat(stat.created()).isAfter(before).isBefore(Instant.now().plusSeconds(60));
        assertThat(stat.storagePolicy()).contains(otherPolicy());
    }

    @Test
    default void aContainerThatNamesNoPolicyHasNone() throws Exception {
        Tenant tenant = tenant();

        assertThat(store().statContainer(tenant.context(), tenant.container()).storagePolicy()).isEmpty();
    }

    @Test
    default void aContainerWithAnUnknownPolicyIsRefusedAndNotMade() throws Exception {
        Tenant tenant = tenant();
        ContainerName name = Tenant.freshName();

        assertThatExceptionOfType(ObjectStoreException.UnknownStoragePolicy.class)
                .isThrownBy(() -> store().createContainer(tenant.context(), name,
                        Optional.of(new StoragePolicyName("no-such-policy"))))
                .withMessageContaining("no-such-policy");
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> store().statContainer(tenant.context(), name));
    }

    @Test
    default void aNameOfOnesOwnIsTaken() throws Exception {
        Tenant tenant = tenant();
        tenant.put("kept", "body");

        assertThatExceptionOfType(ObjectStoreException.ContainerExists.class)
                .isThrownBy(
                        () -> store().createContainer(tenant.context(), tenant.container(), Optional.of(otherPolicy())))
                .satisfies(e -> assertThat(e.byCaller()).isTrue());
        assertThat(tenant.read("kept")).isEqualTo(Tenant.text("body"));
        assertThat(store().statContainer(tenant.context(), tenant.container()).storagePolicy()).isEmpty();
    }

    @Test
    default void aNameOfAnotherAccountIsTaken() throws Exception {
        Tenant owner = tenant();
        Tenant other = tenant();

        assertThatExceptionOfType(ObjectStoreException.ContainerExists.class)
                .isThrownBy(() -> store().createContainer(other.context(), owner.container(), Optional.empty()))
                .satisfies(e -> assertThat(e.byCaller()).isFalse());
    }

    @Test
    default void containersAreListedByNameAndOnlyThoseOfTheCaller() throws Exception {
        Tenant tenant = tenant();
        tenant();
        ContainerName last = new ContainerName("zz-" + Tenant.freshName());
        ContainerName first = new ContainerName("aa-" + Tenant.freshName());
        store().createContainer(tenant.context(), last, Optional.of(otherPolicy()));
        store().createContainer(tenant.context(), first, Optional.empty());

        List<ContainerStat> listed = store().listContainers(tenant.context());

        assertThat(listed).extracting(ContainerStat::name).containsExactly(first, tenant.container(), last);
        assertThat(listed).last().isEqualTo(store().statContainer(tenant.context(), last));
    }

    @Test
    default void aContainerThatIsGoneIsNoWhere() throws Exception {
        Tenant tenant = tenant();

        store().deleteContainer(tenant.context(), tenant.container());

        assertThat(store().listContainers(tenant.context())).isEmpty();
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> store().statContainer(tenant.context(), tenant.container()));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> store().deleteContainer(tenant.context(), tenant.container()));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> tenant.put("key", "body"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class).isThrownBy(() -> tenant.stat("key"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class).isThrownBy(() -> tenant.read("key"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> tenant.list("", "", "", 1));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class).isThrownBy(() -> tenant.delete("key"));
        assertThatExceptionOfType(ObjectStoreException.NoSuchContainer.class)
                .isThrownBy(() -> tenant.createUpload("key"));
    }

    @Test
    default void aContainerWithAnObjectStays() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "body");

        assertThatExceptionOfType(ObjectStoreException.ContainerNotEmpty.class)
                .isThrownBy(() -> store().deleteContainer(tenant.context(), tenant.container()));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("body"));

        tenant.delete("key");
        store().deleteContainer(tenant.context(), tenant.container());
    }

    @Test
    default void aContainerWithAnOpenUploadStays() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");

        assertThatExceptionOfType(ObjectStoreException.ContainerNotEmpty.class)
                .isThrownBy(() -> store().deleteContainer(tenant.context(), tenant.container()));

        store().abortUpload(tenant.context(), upload);
        store().deleteContainer(tenant.context(), tenant.container());
    }

    @Test
    default void aContainerMadeAgainIsAnotherOneAndMayHaveAnotherOwner() throws Exception {
        Tenant first = tenant();
        first.put("key", "of the first");
        MultipartUploads.UploadRef upload = first.createUpload("key");
        store().abortUpload(first.context(), upload);
        first.delete("key");
        store().deleteContainer(first.context(), first.container());
        Tenant second = tenant().in(first.container());

        store().createContainer(second.context(), second.container(), Optional.empty());

        assertThat(second.keys()).isEmpty();
        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class).isThrownBy(() -> second.read("key"));
        second.put("key", "of the second");
        assertThat(second.read("key")).isEqualTo(Tenant.text("of the second"));
        assertThatExceptionOfType(ObjectStoreException.AccessDenied.class).isThrownBy(() -> first.read("key"));
    }
}
