package io.spillway.cluster.api.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link MultipartUploads#listUploads}. */
public interface UploadListingsContract extends StoreFixture {
    private UploadListing page(Tenant tenant, String prefix, String delimiter, String afterKey,
            Optional<UploadId> afterUpload, int limit) throws ObjectStoreException {
        return store().listUploads(tenant.context(), tenant.container(),
                new UploadListRequest(prefix, delimiter, afterKey, afterUpload, limit));
    }

    @Test
    default void anOpenUploadIsListedWithItsChecksum() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload(
                tenant.request("key", ObjectAttributes.NONE, Set.of(ChecksumAlgorithm.CRC64NVME)),
                Checksum.Kind.FULL_OBJECT);

        UploadListing listing = page(tenant, "", "", "", Optional.empty(), 10);

        UploadListing.Upload listed = listing.uploads().getFirst();
        assertThat(listing.uploads()).hasSize(1);
        assertThat(listed.key().value()).isEqualTo("key");
        assertThat(listed.id()).isEqualTo(upload.id());
        assertThat(listed.checksum()).contains(ChecksumAlgorithm.CRC64NVME);
        assertThat(listed.kind()).isEqualTo(Checksum.Kind.FULL_OBJECT);
        assertThat(listing.nextKey()).isEmpty();
        assertThat(listing.nextUpload()).isEmpty();
    }

    @Test
    default void uploadsAreListedByKeyThenId() throws Exception {
        Tenant tenant = tenant();
        List<UploadId> ofB = new ArrayList<>();
        for (int count = 0; count < 5; count++) {
            ofB.add(tenant.createUpload("b").id());
        }
        UploadId ofC = tenant.createUpload("c").id();
        UploadId ofA = tenant.createUpload("a").id();
        List<UploadId> expected = new ArrayList<>(List.of(ofA));
        ofB.stream().sorted((left, right) -> left.value().compareTo(right.value())).forEach(expected::add);
        expected.add(ofC);

        assertThat(page(tenant, "", "", "", Optional.empty(), 10).uploads()).extracting(UploadListing.Upload::id)
                .isEqualTo(expected);
        assertThat(paged(tenant, 2)).isEqualTo(expected);
        assertThat(paged(tenant, 1)).isEqualTo(expected);
    }

    private List<UploadId> paged(Tenant tenant, int limit) throws ObjectStoreException {
        List<UploadId> ids = new ArrayList<>();
        UploadListing page = page(tenant, "", "", "", Optional.empty(), limit);
        page.uploads().forEach(upload -> ids.add(upload.id()));
        while (page.nextKey().isPresent()) {
            page = page(tenant, "", "", page.nextKey().get(), page.nextUpload(), limit);
            page.uploads().forEach(upload -> ids.add(upload.id()));
        }
        return ids;
    }

    @Test
    default void aKeyAloneGivenAsAfterPassesOverAllItsUploads() throws Exception {
        Tenant tenant = tenant();
        tenant.createUpload("a");
        tenant.createUpload("a");
        UploadId last = tenant.createUpload("b").id();

        assertThat(page(tenant, "", "", "a", Optional.empty(), 10).uploads()).extracting(UploadListing.Upload::id)
                .containsExactly(last);
    }

    @Test
    default void pagingGoesOnWhenTheLastSeenUploadHasEnded() throws Exception {
        Tenant tenant = tenant();
        for (int count = 0; count < 3; count++) {
            tenant.createUpload("a");
        }
        UploadListing all = page(tenant, "", "", "", Optional.empty(), 10);
        UploadListing first = page(tenant, "", "", "", Optional.empty(), 1);

        store().abortUpload(tenant.context(), new MultipartUploads.UploadRef(tenant.container(),
                first.uploads().getFirst().key(), first.uploads().getFirst().id()));

        assertThat(page(tenant, "", "", first.nextKey().orElseThrow(), first.nextUpload(), 10).uploads())
                .isEqualTo(all.uploads().subList(1, 3));
    }

    @Test
    default void uploadsAreFoldedLikeObjects() throws Exception {
        Tenant tenant = tenant();
        tenant.createUpload("a/1");
        tenant.createUpload("a/2");
        UploadId b = tenant.createUpload("b").id();
        tenant.createUpload("c/1");

        UploadListing first = page(tenant, "", "/", "", Optional.empty(), 1);
        UploadListing rest = page(tenant, "", "/", first.nextKey().orElseThrow(), first.nextUpload(), 10);

        assertThat(first.uploads()).isEmpty();
        assertThat(first.prefixes()).containsExactly("a/");
        assertThat(first.nextUpload()).isEmpty();
        assertThat(rest.uploads()).extracting(UploadListing.Upload::id).containsExactly(b);
        assertThat(rest.prefixes()).containsExactly("c/");
        assertThat(page(tenant, "a/", "", "", Optional.empty(), 10).uploads()).hasSize(2);
    }

    @Test
    default void objectsAreNoUploads() throws Exception {
        Tenant tenant = tenant();
        tenant.put("a", "body");

        assertThat(page(tenant, "", "", "", Optional.empty(), 10).uploads()).isEmpty();
    }
}
