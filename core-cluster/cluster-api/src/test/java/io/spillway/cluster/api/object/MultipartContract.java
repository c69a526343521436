package io.spillway.cluster.api.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.spillway.cluster.api.name.ObjectKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link MultipartUploads} up to, and without, completion. */
public interface MultipartContract extends StoreFixture {
    @Test
    default void anOpenUploadIsNoObject() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        tenant.putPart(upload, 1, Tenant.text("part"));

        assertThat(tenant.keys()).isEmpty();
        assertThatExceptionOfType(ObjectStoreException.NoSuchKey.class).isThrownBy(() -> tenant.stat("key"));
    }

    @Test
    default void aPartIsDescribed() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.random(1_200_000, 1);
        MultipartUploads.UploadRef upload = tenant.createUpload(
                tenant.request("key", ObjectAttributes.NONE, Set.of(ChecksumAlgorithm.CRC32)),
                Checksum.Kind.COMPOSITE);

        PartStat part = store().putPart(tenant.context(), upload, 7, BytesSource.of(body));

        assertThat(part.number()).isEqualTo(7);
        assertThat(part.size()).isEqualTo(body.length);
        assertThat(part.etag()).isEqualTo(Digests.md5Hex(body));
        assertThat(part.checksums()).extracting(Checksum::value)
                .containsExactly(Digests.checksum(ChecksumAlgorithm.CRC32, body).value());
        assertThat(store().listParts(tenant.context(), upload, 0, 10)).isEqualTo(new PartListing(List.of(part),
                OptionalInt.empty(), Optional.of(ChecksumAlgorithm.CRC32), Checksum.Kind.COMPOSITE));
    }

    @Test
    default void partsAreListedInOrderOfTheirNumbersPageByPage() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        for (int number : new int[]{10_000, 3, 1, 20, 4}) {
            tenant.putPart(upload, number, Tenant.text("part " + number));
        }

        PartListing first = store().listParts(tenant.context(), upload, 0, 2);
        PartListing second = store().listParts(tenant.context(), upload, first.next().orElseThrow(), 3);

        assertThat(first.parts()).extracting(PartStat::number).containsExactly(1, 3);
        assertThat(second.parts()).extracting(PartStat::number).containsExactly(4, 20, 10_000);
        assertThat(second.next()).isEmpty();
        assertThat(second.checksum()).isEmpty();
        assertThat(store().listParts(tenant.context(), upload, 10_000, 3).parts()).isEmpty();
    }

    @Test
    default void aPartReplacesAnEarlierOneOfItsNumber() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        tenant.putPart(upload, 1, Tenant.text("first"));

        MultipartUploads.CompletedPart second = tenant.putPart(upload, 1, Tenant.text("second, longer"));

        assertThat(store().listParts(tenant.context(), upload, 0, 10).parts()).extracting(PartStat::etag)
                .containsExactly(second.etag());
        tenant.complete(upload, second);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("second, longer"));
    }

    @Test
    default void aRefusedOrBrokenPartLeavesTheEarlierOne() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart kept = tenant.putPart(upload, 1, Tenant.text("kept"));
        BytesSource other = BytesSource.of(Tenant.random(1_200_000, 2));

        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> store().putPart(tenant.context(), upload, 1,
                        other.expecting(Map.of(ChecksumAlgorithm.SHA256, new byte[32]))));
        assertThatExceptionOfType(ObjectStoreException.WrongLength.class).isThrownBy(() -> store()
                .putPart(tenant.context(), upload, 1, BytesSource.of(new byte[5]).announcing(OptionalLong.of(6))));
        assertThatExceptionOfType(BytesSource.ClientWentAway.class)
                .isThrownBy(() -> store().putPart(tenant.context(), upload, 1,
                        BytesSource.of(Tenant.random(1_200_000, 3)).breaking()));
        assertThatExceptionOfType(ObjectStoreException.TooLarge.class)
                .isThrownBy(() -> store().putPart(tenant.context(), upload, 1,
                        BytesSource.of(new byte[5]).announcing(OptionalLong.of(ObjectWriter.MAX_PUT_BYTES + 1))));

        tenant.complete(upload, kept);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("kept"));
    }

    @Test
    default void anAbortedUploadIsGone() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, Tenant.text("part"));

        store().abortUpload(tenant.context(), upload);

        assertNoSuchUpload(tenant, upload, part);
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void abortingOneUploadLeavesTheOthersAndTheObject() throws Exception {
        Tenant tenant = tenant();
        tenant.put("key", "object");
        MultipartUploads.UploadRef aborted = tenant.createUpload("key");
        MultipartUploads.UploadRef kept = tenant.createUpload("key");
        tenant.putPart(aborted, 1, Tenant.text("of the aborted"));
        MultipartUploads.CompletedPart part = tenant.putPart(kept, 1, Tenant.text("of the kept"));

        store().abortUpload(tenant.context(), aborted);

        assertThat(tenant.read("key")).isEqualTo(Tenant.text("object"));
        tenant.complete(kept, part);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("of the kept"));
    }

    @Test
    default void anUploadBelongsToItsKey() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, Tenant.text("part"));

        assertNoSuchUpload(tenant,
                new MultipartUploads.UploadRef(tenant.container(), new ObjectKey("other"), upload.id()), part);
        assertNoSuchUpload(tenant, new MultipartUploads.UploadRef(tenant.container(), new ObjectKey("key"),
                new UploadId("0123456789abcdef0123456789abcdef")), part);
        tenant.complete(upload, part);
    }

    private void assertNoSuchUpload(Tenant tenant, MultipartUploads.UploadRef upload,
            MultipartUploads.CompletedPart part) {
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> tenant.putPart(upload, 2, Tenant.text("late")));
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> store().listParts(tenant.context(), upload, 0, 10));
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> tenant.complete(upload, part));
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> store().abortUpload(tenant.context(), upload));
    }
}
