package io.spillway.system.cloud;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.backblaze.b2.client.structures.B2BucketTypes;
import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2LifecycleRule;
import com.backblaze.b2.client.structures.B2StartLargeFileRequest;
import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetFinding.Severity;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.api.probe.ProbeReport;
import io.spillway.cloud.api.probe.TargetProbe;
import io.spillway.cloud.b2.B2CloudStore;
import io.spillway.cloud.b2.B2Credentials;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.cloud.b2.B2Target;
import io.spillway.system.b2.B2Simulator;
import io.spillway.system.b2.WithB2Simulator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is B2's own: rules, kinds and keys of a bucket, hide markers, and what somebody else does in it. */
@ExtendWith(WithB2Simulator.class)
final class B2SettingsIT {
    private static final CloudKey KEY = new CloudKey("key");
    private static final long LARGE = 5_000_001;

    private B2Buckets buckets;
    private String bucket;
    private B2Simulator simulator;

    @BeforeEach
    void connect(B2Simulator server) throws Exception {
        simulator = server;
        buckets = B2Buckets.on(server);
        bucket = buckets.make();
    }

    @AfterEach
    void close() {
        buckets.close();
    }

    private static StoredObject put(CloudStore store, CloudSource source) throws CloudException, IOException {
        return store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal());
    }

    private List<TargetFinding> findings(B2LifecycleRule.Builder rule) throws Exception {
        buckets.setRules(bucket, rule.build());
        try (CloudStore store = buckets.store(bucket)) {
            return store.inspect();
        }
    }

    private static Stream<B2LifecycleRule.Builder> rulesThatWouldRemoveOurFiles() {
        return Stream.of(B2LifecycleRule.builder("").setDaysFromHidingToDeleting(1),
                B2LifecycleRule.builder("some ").setDaysFromUploadingToHiding(30),
                B2LifecycleRule.builder(B2Buckets.PREFIX + "x/").setDaysFromHidingToDeleting(7));
    }

    @ParameterizedTest
    @MethodSource("rulesThatWouldRemoveOurFiles")
    void aRuleThatWouldRemoveOurFilesIsFoundAndTheTargetNotUsable(B2LifecycleRule.Builder rule) throws Exception {
        assertThat(findings(rule)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.DANGER);
            assertThat(finding.what()).contains(bucket, " after they were ");
            assertThat(finding.remedy()).contains("take our prefix out of the rule");
        });
        try (CloudStore store = buckets.store(bucket)) {
            assertThat(new TargetProbe(store).run().usable()).isFalse();
        }
    }

    /** The rule that is found does what is said of it. */
    @Test
    void whatARuleDoesIsWhatItIsFoundFor() throws Exception {
        buckets.setRules(bucket, B2LifecycleRule.builder("").setDaysFromUploadingToHiding(2)
                .setDaysFromHidingToDeleting(1).build());
        try (CloudStore store = buckets.store(bucket)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));

            simulator.letDaysGoBy(4);

            assertThatThrownBy(() -> store.stat(stored.ref().ref())).isInstanceOf(CloudException.NotFound.class);
            assertThat(store.inspect()).hasSize(2);
        }
    }

    @Test
    void aRuleForOtherNamesIsPassedBy() throws Exception {
        assertThat(findings(B2LifecycleRule.builder("logs/").setDaysFromHidingToDeleting(1))).isEmpty();
    }

    @Test
    void aRuleThatEndsUploadsIsANote() throws Exception {
        assertThat(findings(B2LifecycleRule.builder("").setDaysFromStartingToCancelingUnfinishedLargeFiles(7)))
                .singleElement().extracting(TargetFinding::severity).isEqualTo(Severity.NOTE);
    }

    @Test
    void aPublicBucketIsADanger() throws Exception {
        String open = buckets.make(B2BucketTypes.ALL_PUBLIC);
        try (CloudStore store = buckets.store(open)) {
            assertThat(store.inspect()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.DANGER);
                assertThat(finding.what()).contains("public");
            });
        }
    }

    @Test
    void aKeyOfThisBucketAndPrefixWithTheLeastCapabilitiesIsEnough() throws Exception {
        B2Credentials key = buckets.key(bucket, B2Buckets.PREFIX, B2Buckets.NEEDED);
        try (CloudStore store = buckets.store(bucket, key, B2Settings.DEFAULT)) {
            ProbeReport report = new TargetProbe(store).run();
            assertThat(report.usable()).as("%s", report).isTrue();
            StoredObject large = put(store, new PatternSource(LARGE, 1));
            assertThat(store.stat(large.ref().ref()).provesSameAs(large)).isTrue();
            store.delete(List.of(large.ref()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"listBuckets", "listFiles", "readFiles", "writeFiles", "deleteFiles"})
    void aCapabilityThatAKeyLacksIsNamedBeforeAnythingFails(String lacking) throws Exception {
        List<String> others = B2Buckets.NEEDED.stream().filter(one -> !one.equals(lacking)).toList();
        try (CloudStore store = buckets.store(bucket, buckets.key(bucket, B2Buckets.PREFIX, others),
                B2Settings.DEFAULT)) {
            assertThat(new TargetProbe(store).run().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.DANGER);
                assertThat(finding.what()).contains("capability " + lacking);
                assertThat(finding.remedy()).contains(B2Buckets.NEEDED);
            });
        }
    }

    /** The bucket itself cannot be looked up with it. */
    @Test
    void aKeyOfTheAccountThatLacksACapabilityIsNamedToo() throws Exception {
        List<String> others = B2Buckets.NEEDED.stream().filter(one -> !one.equals("listBuckets")).toList();
        try (CloudStore store = buckets.store(bucket, buckets.keyOfTheAccount(others), B2Settings.DEFAULT)) {
            assertThat(store.inspect()).singleElement()
                    .satisfies(finding -> assertThat(finding.what()).contains("capability listBuckets"));
        }
    }

    @Test
    void aKeyThatMayNotDeleteFailsTheRemovalAlone() throws Exception {
        List<String> others = B2Buckets.NEEDED.stream().filter(one -> !one.equals("deleteFiles")).toList();
        try (CloudStore store = buckets.store(bucket, buckets.key(bucket, B2Buckets.PREFIX, others),
                B2Settings.DEFAULT)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            assertThat(store.delete(List.of(stored.ref()))).singleElement()
                    .isInstanceOfSatisfying(Removal.Failed.class, failed -> assertThat(failed.reason())
                            .isInstanceOf(CloudException.AccessDenied.class).hasMessageContaining("docs/targets.md"));
            assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
        }
    }

    @Test
    void aKeyOfAnotherPrefixOrBucketIsNamed() throws Exception {
        B2Credentials elsewhere = buckets.key(bucket, "elsewhere/", B2Buckets.NEEDED);
        try (CloudStore store = buckets.store(bucket, elsewhere, B2Settings.DEFAULT)) {
            assertThat(new TargetProbe(store).run().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.DANGER);
                assertThat(finding.what()).contains("limited to names that begin with \"elsewhere/\"");
            });
            assertThatThrownBy(() -> put(store, new BytesSource(new byte[3])))
                    .isInstanceOf(CloudException.AccessDenied.class);
        }
        B2Credentials another = buckets.key(buckets.make(), "", B2Buckets.NEEDED);
        try (CloudStore store = buckets.store(bucket, another, B2Settings.DEFAULT)) {
            assertThatThrownBy(() -> put(store, new BytesSource(new byte[3])))
                    .isInstanceOf(CloudException.Refused.class).hasMessageContaining("limited to bucket");
        }
    }

    @Test
    void aWrongKeyIsDeniedWithoutItsSecret() {
        B2Credentials wrong = new B2Credentials(simulator.keyId(), "not-the-key-of-this-account");
        try (CloudStore store = buckets.store(bucket, wrong, B2Settings.DEFAULT)) {
            assertThatThrownBy(() -> store.stat(CloudRef.newest(KEY))).isInstanceOf(CloudException.AccessDenied.class)
                    .hasMessageContaining("application key").hasMessageNotContaining("not-the-key");
        }
    }

    @Test
    void aMissingBucketIsRefusedByNameWhateverIsAsked() {
        try (CloudStore store = buckets.store("never-made")) {
            CloudRef ref = CloudRef.newest(KEY);
            assertThatThrownBy(() -> store.stat(ref)).isInstanceOf(CloudException.Refused.class)
                    .hasMessageContaining("never-made").hasMessageContaining("does not exist");
            assertThatThrownBy(() -> store.open(ref, ReadRange.WHOLE)).isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> put(store, new BytesSource(new byte[1])))
                    .isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> put(store, new PatternSource(LARGE, 1)))
                    .isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> store.list("", ListCursor.START, 1)).isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> store.uploads("", ListCursor.START, 1))
                    .isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(store::inspect).isInstanceOf(CloudException.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBucketThatIsRemovedUnderUsIsRefusedAndNotTakenForAnEmptyOne(boolean limitedKey) throws Exception {
        B2Credentials key = limitedKey
                ? buckets.key(bucket, B2Buckets.PREFIX, B2Buckets.NEEDED)
                : buckets.master();
        try (CloudStore store = buckets.store(bucket, key, B2Settings.DEFAULT)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            store.delete(List.of(stored.ref()));
            buckets.client().deleteBucket(buckets.bucket(bucket).getBucketId());

            isFaultOfTheTarget(() -> store.stat(stored.ref().ref()));
            isFaultOfTheTarget(() -> store.stat(CloudRef.newest(KEY)));
            isFaultOfTheTarget(() -> store.open(stored.ref().ref(), ReadRange.WHOLE));
            isFaultOfTheTarget(() -> put(store, new BytesSource(new byte[1])));
            isFaultOfTheTarget(() -> put(store, new PatternSource(LARGE, 1)));
            isFaultOfTheTarget(() -> store.list("", ListCursor.START, 1));
            isFaultOfTheTarget(() -> store.delete(List.of(stored.ref())));
            isFaultOfTheTarget(() -> store.cancel(new UploadId(KEY, stored.etag())));
        }
    }

    /** A limited key whose bucket is gone is allowed nothing by name any more; either way the target is left alone. */
    private static void isFaultOfTheTarget(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfAny(CloudException.Refused.class, CloudException.AccessDenied.class);
    }

    @Test
    void aHiddenFileIsReadByItsVersionAndTheMarkerIsListedAndRemovable() throws Exception {
        try (CloudStore store = buckets.store(bucket)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            buckets.hide(bucket, B2Buckets.PREFIX + KEY);
            assertThatThrownBy(() -> store.stat(CloudRef.newest(KEY))).isInstanceOf(CloudException.NotFound.class);
            assertThatThrownBy(() -> store.open(CloudRef.newest(KEY), ReadRange.WHOLE))
                    .isInstanceOf(CloudException.NotFound.class);
            assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
            store.open(stored.ref().ref(), ReadRange.WHOLE).close();

            List<Listing.Item> items = store.list("", ListCursor.START, 10).items();
            assertThat(items).hasSize(2);
            Listing.Marker marker = (Listing.Marker) items.getFirst();
            assertThatThrownBy(() -> store.stat(marker.ref().ref())).isInstanceOf(CloudException.NotFound.class);
            assertThat(store.delete(List.of(marker.ref()))).containsExactly(new Removal.Gone(marker.ref()));
            assertThat(store.stat(CloudRef.newest(KEY)).provesSameAs(stored)).isTrue();
        }
    }

    @Test
    void aVersionIsNeverTakenForThatOfAnotherKey() throws Exception {
        try (CloudStore store = buckets.store(bucket)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            CloudRef mixed = new CloudRef(new CloudKey("other"), stored.ref().generation());
            assertThatThrownBy(() -> store.stat(mixed)).isInstanceOf(CloudException.NotFound.class);
            assertThatThrownBy(() -> store.open(mixed, ReadRange.WHOLE)).isInstanceOf(CloudException.NotFound.class);
        }
    }

    @Test
    void filesOutsideThePrefixAreNeverSeen() throws Exception {
        String id = buckets.bucket(bucket).getBucketId();
        buckets.client().startLargeFile(
                B2StartLargeFileRequest.builder(id, "elsewhere/upload", "application/octet-stream").build());
        try (CloudStore other = new B2CloudStore(new B2Target(bucket, Optional.of(simulator.url()), "elsewhere/"),
                B2Settings.DEFAULT, buckets::master); CloudStore store = buckets.store(bucket)) {
            put(other, new BytesSource(new byte[1]));
            assertThat(store.list("", ListCursor.START, 10).items()).isEmpty();
            assertThat(store.uploads("", ListCursor.START, 10).uploads()).isEmpty();
        }
    }

    @Test
    void aLargeFileSaysItsDigestAsOtherProgramsExpectIt() throws Exception {
        try (CloudStore store = buckets.store(bucket)) {
            put(store, new PatternSource(LARGE, 3));
            B2FileVersion file = buckets.versions(bucket).getFirst();
            assertThat(file.getContentSha1()).isEqualTo("none");
            assertThat(file.getFileInfo()).containsOnlyKeys("large_file_sha1", "spillway-parts-sha1");
        }
    }
}
