package io.spillway.cluster.api.object;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link MultipartUploads#completeUpload}. */
public interface MultipartCompletionContract extends StoreFixture {
    int LEAST = (int) MultipartUploads.MIN_PART_BYTES;

    @Test
    default void theNamedPartsInOrderBecomeTheObject() throws Exception {
        Tenant tenant = tenant();
        byte[] first = Tenant.random(LEAST, 1);
        byte[] second = Tenant.random(LEAST + 123_457, 2);
        byte[] last = Tenant.random(1000, 3);
        ObjectAttributes attributes = new ObjectAttributes(Map.of("content-type", "text/plain"), Map.of("a", "b"));
        MultipartUploads.UploadRef upload = tenant.createUpload(tenant.request("key", attributes, Set.of()),
                Checksum.Kind.COMPOSITE);
        MultipartUploads.CompletedPart partLast = tenant.putPart(upload, 9, last);
        MultipartUploads.CompletedPart partSecond = tenant.putPart(upload, 5, second);
        MultipartUploads.CompletedPart partFirst = tenant.putPart(upload, 2, first);

        ObjectStat stat = tenant.complete(upload, partFirst, partSecond, partLast);

        byte[] whole = Digests.concatenation(first, second, last);
        assertThat(stat.size()).isEqualTo(whole.length);
        assertThat(stat.etag()).isEqualTo(Digests.multipartEtag(first, second, last));
        assertThat(stat.partSizes()).containsExactly((long) first.length, (long) second.length, 1000L);
        assertThat(stat.attributes()).isEqualTo(attributes);
        assertThat(stat.storagePolicy()).isEqualTo(namespacePolicy());
        assertThat(tenant.stat("key")).isEqualTo(stat);
        assertThat(tenant.read("key")).isEqualTo(whole);
        assertThat(tenant.read("key", LEAST - 1, 2)).isEqualTo(Arrays.copyOfRange(whole, LEAST - 1, LEAST + 1));
        assertThat(tenant.read("key", LEAST - 300_000L, 600_000))
                .isEqualTo(Arrays.copyOfRange(whole, LEAST - 300_000, LEAST + 300_000));
        assertThat(tenant.keys()).containsExactly("key");
    }

    @Test
    default void partsThatAreNotNamedGo() throws Exception {
        Tenant tenant = tenant();
        byte[] first = Tenant.random(LEAST, 4);
        byte[] last = Tenant.text("last");
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart one = tenant.putPart(upload, 1, first);
        tenant.putPart(upload, 2, Tenant.random(LEAST, 5));
        MultipartUploads.CompletedPart three = tenant.putPart(upload, 3, last);

        tenant.complete(upload, one, three);

        assertThat(tenant.read("key")).isEqualTo(Digests.concatenation(first, last));
        tenant.delete("key");
        store().deleteContainer(tenant.context(), tenant.container());
    }

    @Test
    default void aSingleEmptyPartMakesAnEmptyObject() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");

        ObjectStat stat = tenant.complete(upload, tenant.putPart(upload, 1, new byte[0]));

        assertThat(stat.etag()).isEqualTo(Digests.multipartEtag(new byte[0]));
        assertThat(tenant.read("key")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, mode = EnumSource.Mode.EXCLUDE, names = {"MD5", "CRC64NVME"})
    default void aCompositeChecksumCoversThoseOfTheParts(ChecksumAlgorithm algorithm) throws Exception {
        Tenant tenant = tenant();
        byte[] first = Tenant.random(LEAST, 6);
        byte[] last = Tenant.random(1000, 7);

        ObjectStat stat = completed(tenant, algorithm, Checksum.Kind.COMPOSITE, first, last);

        assertThat(stat.checksums()).containsExactly(Digests.composite(algorithm, first, last));
        assertThat(tenant.stat("key").checksums()).isEqualTo(stat.checksums());
    }

    @ParameterizedTest
    @EnumSource(value = ChecksumAlgorithm.class, names = {"CRC32", "CRC32C", "CRC64NVME"})
    default void aFullObjectChecksumCoversTheBytes(ChecksumAlgorithm algorithm) throws Exception {
        Tenant tenant = tenant();
        byte[] first = Tenant.random(LEAST, 8);
        byte[] last = Tenant.random(1001, 9);

        ObjectStat stat = completed(tenant, algorithm, Checksum.Kind.FULL_OBJECT, first, last);

        assertThat(stat.checksums())
                .containsExactly(Digests.checksum(algorithm, Digests.concatenation(first, last)));
    }

    @Test
    default void whatIsClaimedOfTheObjectIsComparedAndTheUploadStays() throws Exception {
        Tenant tenant = tenant();
        byte[] body = Tenant.text("part");
        MultipartUploads.UploadRef upload = tenant.createUpload(
                tenant.request("key", ObjectAttributes.NONE, Set.of(ChecksumAlgorithm.CRC32)),
                Checksum.Kind.COMPOSITE);
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, body);
        byte[] composite = Digests.composite(ChecksumAlgorithm.CRC32, body).bytes();
        byte[] ofBytes = Digests.checksum(ChecksumAlgorithm.CRC32, body).bytes();

        assertClaimRefused(tenant, upload, part, OptionalLong.of(5), Checksum.Kind.COMPOSITE, Map.of());
        assertClaimRefused(tenant, upload, part, OptionalLong.of(4), Checksum.Kind.FULL_OBJECT, Map.of());
        assertClaimRefused(tenant, upload, part, OptionalLong.of(4), Checksum.Kind.COMPOSITE,
                Map.of(ChecksumAlgorithm.CRC32C, composite));
        assertThatExceptionOfType(ObjectStoreException.ChecksumMismatch.class)
                .isThrownBy(() -> complete(tenant, upload, part, new MultipartUploads.ObjectClaim(OptionalLong.empty(),
                        Optional.empty(), Map.of(ChecksumAlgorithm.CRC32, ofBytes))));
        assertThat(tenant.keys()).isEmpty();

        ObjectStat stat = complete(tenant, upload, part, new MultipartUploads.ObjectClaim(OptionalLong.of(4),
                Optional.of(Checksum.Kind.COMPOSITE), Map.of(ChecksumAlgorithm.CRC32, composite)));
        assertThat(tenant.stat("key")).isEqualTo(stat);
    }

    private static void assertClaimRefused(Tenant tenant, MultipartUploads.UploadRef upload,
            MultipartUploads.CompletedPart part, OptionalLong size, Checksum.Kind kind,
            Map<ChecksumAlgorithm, byte[]> checksums) {
        assertThatExceptionOfType(ObjectStoreException.WrongClaim.class).isThrownBy(() -> complete(tenant, upload, part,
                new MultipartUploads.ObjectClaim(size, Optional.of(kind), checksums)));
    }

    private static ObjectStat complete(Tenant tenant, MultipartUploads.UploadRef upload,
            MultipartUploads.CompletedPart part, MultipartUploads.ObjectClaim claim) throws ObjectStoreException {
        return tenant.store().completeUpload(tenant.context(), upload,
                MultipartUploads.Completion.of(part).claiming(claim));
    }

    private static ObjectStat completed(Tenant tenant, ChecksumAlgorithm algorithm, Checksum.Kind kind, byte[] first,
            byte[] last) throws Exception {
        MultipartUploads.UploadRef upload = tenant
                .createUpload(tenant.request("key", ObjectAttributes.NONE, Set.of(algorithm)), kind);
        return tenant.complete(upload, tenant.putPart(upload, 1, first), tenant.putPart(upload, 2, last));
    }

    @Test
    default void aPartThatIsMissingOrOtherIsRefusedAndTheUploadStays() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload(
                tenant.request("key", ObjectAttributes.NONE, Set.of(ChecksumAlgorithm.CRC32)),
                Checksum.Kind.COMPOSITE);
        byte[] body = Tenant.text("part");
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, body);

        assertInvalid(tenant, upload, new MultipartUploads.CompletedPart(2, part.etag(), List.of()));
        assertInvalid(tenant, upload,
                new MultipartUploads.CompletedPart(1, "00000000000000000000000000000000", List.of()));
        assertInvalid(tenant, upload, new MultipartUploads.CompletedPart(1, part.etag(),
                List.of(Digests.checksum(ChecksumAlgorithm.CRC32, Tenant.text("other")))));

        assertThat(tenant.keys()).isEmpty();
        tenant.complete(upload, new MultipartUploads.CompletedPart(1, part.etag(),
                List.of(Digests.checksum(ChecksumAlgorithm.CRC32, body))));
        assertThat(tenant.read("key")).isEqualTo(body);
    }

    private static void assertInvalid(Tenant tenant, MultipartUploads.UploadRef upload,
            MultipartUploads.CompletedPart part) {
        assertThatExceptionOfType(ObjectStoreException.InvalidPart.class)
                .isThrownBy(() -> tenant.complete(upload, part)).withMessageContaining(String.valueOf(part.number()));
    }

    @Test
    default void partsOutOfOrderOrNamedTwiceAreRefused() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart one = tenant.putPart(upload, 1, Tenant.random(LEAST, 10));
        MultipartUploads.CompletedPart two = tenant.putPart(upload, 2, Tenant.random(LEAST, 11));

        assertThatExceptionOfType(ObjectStoreException.InvalidPartOrder.class)
                .isThrownBy(() -> tenant.complete(upload, two, one));
        assertThatExceptionOfType(ObjectStoreException.InvalidPartOrder.class)
                .isThrownBy(() -> tenant.complete(upload, one, one));
        assertThat(tenant.keys()).isEmpty();
    }

    @Test
    default void aSmallPartMayOnlyBeTheLast() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart one = tenant.putPart(upload, 1, Tenant.random(LEAST - 1, 12));
        MultipartUploads.CompletedPart two = tenant.putPart(upload, 2, Tenant.text("last"));

        assertThatExceptionOfType(ObjectStoreException.PartTooSmall.class)
                .isThrownBy(() -> tenant.complete(upload, one, two));
        assertThat(tenant.keys()).isEmpty();
        tenant.complete(upload, one);
        assertThat(tenant.stat("key").size()).isEqualTo(LEAST - 1);
    }

    @Test
    default void completingAgainAnswersAsTheFirstTimeWhileThatVersionIsCurrent() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, Tenant.text("part"));
        ObjectStat first = tenant.complete(upload, part);

        assertThat(tenant.complete(upload, part)).isEqualTo(first);
        assertThat(tenant.stat("key")).isEqualTo(first);

        tenant.put("key", "another");
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> tenant.complete(upload, part));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("another"));
    }

    @Test
    default void aCompletedUploadIsClosed() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        tenant.complete(upload, tenant.putPart(upload, 1, Tenant.text("part")));

        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> tenant.putPart(upload, 2, Tenant.text("late")));
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> store().listParts(tenant.context(), upload, 0, 10));
        assertThatExceptionOfType(ObjectStoreException.NoSuchUpload.class)
                .isThrownBy(() -> store().abortUpload(tenant.context(), upload));
        assertThat(store().listUploads(tenant.context(), tenant.container(),
                new UploadListRequest("", "", "", Optional.empty(), 10)).uploads()).isEmpty();
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("part"));
    }

    @Test
    default void theConditionIsCheckedAtCompletion() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload("key");
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, Tenant.text("part"));
        ObjectStat other = tenant.put("key", "came between");

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class).isThrownBy(() -> store()
                .completeUpload(tenant.context(), upload,
                        MultipartUploads.Completion.of(part).on(WriteCondition.IF_ABSENT)));
        assertThat(tenant.stat("key")).isEqualTo(other);

        store().completeUpload(tenant.context(), upload,
                MultipartUploads.Completion.of(part).on(new WriteCondition.IfMatch(other.etag())));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("part"));
    }

    @Test
    default void theConditionGivenAtTheBeginningIsCheckedAtCompletionToo() throws Exception {
        Tenant tenant = tenant();
        MultipartUploads.UploadRef upload = tenant.createUpload(tenant.request("key", WriteCondition.IF_ABSENT),
                Checksum.Kind.COMPOSITE);
        MultipartUploads.CompletedPart part = tenant.putPart(upload, 1, Tenant.text("part"));
        tenant.put("key", "came between");

        assertThatExceptionOfType(ObjectStoreException.PreconditionFailed.class)
                .isThrownBy(() -> tenant.complete(upload, part));
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("came between"));

        tenant.delete("key");
        tenant.complete(upload, part);
        assertThat(tenant.read("key")).isEqualTo(Tenant.text("part"));
    }
}
