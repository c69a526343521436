package io.spillway.system.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
import io.spillway.cloud.api.contract.FailingSource;
import io.spillway.cloud.api.contract.PatternSource;
import io.spillway.cloud.s3.S3Settings.ConditionalWrites;
import io.spillway.system.localstack.LocalStack;
import io.spillway.system.localstack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is S3's own: settings of a bucket, markers, classes, and what a resumed upload sends. */
@ExtendWith(WithLocalStack.class)
final class BucketSettingsIT {
    private static final CloudKey KEY = new CloudKey("key");

    private S3Buckets buckets;

    @BeforeEach
    void connect(LocalStack server) {
        buckets = S3Buckets.on(server);
    }

    @AfterEach
    void close() {
        buckets.close();
    }

    private List<TargetFinding> findings(String bucket, LifecycleRule.Builder rule) throws CloudException {
        buckets.client().putBucketLifecycleConfiguration(put -> put.bucket(bucket).lifecycleConfiguration(
                lifecycle -> lifecycle.rules(rule.id("the-rule").status(ExpirationStatus.ENABLED).build())));
        try (CloudStore store = buckets.store(bucket, ConditionalWrites.SUPPORTED)) {
            return store.inspect();
        }
    }

    @Test
    void aRuleThatWouldRemoveOurObjectsIsFound() throws Exception {
        String bucket = buckets.make();
        assertThat(findings(bucket, LifecycleRule.builder().filter(filter -> filter.prefix("some "))
                .expiration(expiration -> expiration.days(30)))).singleElement().satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(TargetFinding.Severity.DANGER);
                    assertThat(finding.what()).contains("the-rule", bucket, "removes");
                });
        assertThat(findings(bucket, LifecycleRule.builder().filter(filter -> filter.prefix(""))
                .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(1)))).hasSize(1);
        assertThat(findings(bucket, LifecycleRule.builder().filter(filter -> filter.prefix("some prefix/ünter/x/"))
                .transitions(Transition.builder().days(30).storageClass("GLACIER").build()))).hasSize(1);
    }

    @Test
    void aRuleForOtherKeysIsPassedBy() throws Exception {
        assertThat(findings(buckets.make(), LifecycleRule.builder().filter(filter -> filter.prefix("logs/"))
                .expiration(expiration -> expiration.days(30)))).isEmpty();
    }

    @Test
    void aRuleThatEndsUploadsIsANote() throws Exception {
        assertThat(findings(buckets.make(), LifecycleRule.builder().filter(filter -> filter.prefix(""))
                .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(7)))).singleElement()
                .extracting(TargetFinding::severity).isEqualTo(TargetFinding.Severity.NOTE);
    }

    @Test
    void suspendedVersioningIsADanger() throws Exception {
        String bucket = buckets.makeVersioned();
        buckets.client().putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        try (CloudStore store = buckets.store(bucket, ConditionalWrites.SUPPORTED)) {
            assertThat(store.inspect()).singleElement().extracting(TargetFinding::severity)
                    .isEqualTo(TargetFinding.Severity.DANGER);
        }
    }

    @Test
    void aMissingBucketIsRefusedByNameWhateverIsAsked() {
        try (CloudStore store = buckets.store("never-made", ConditionalWrites.SUPPORTED)) {
            CloudRef ref = CloudRef.newest(KEY);
            assertThatThrownBy(() -> store.stat(ref)).isInstanceOf(CloudException.Refused.class)
                    .hasMessageContaining("never-made").hasMessageContaining("does not exist");
            assertThatThrownBy(() -> store.open(ref, ReadRange.WHOLE)).isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> put(store, new BytesSource(new byte[1])))
                    .isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> put(store, new PatternSource(6 << 20, 1)))
                    .isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(() -> store.list("", ListCursor.START, 1)).isInstanceOf(CloudException.Refused.class);
            assertThatThrownBy(store::inspect).isInstanceOf(CloudException.Refused.class);
        }
    }

    private static StoredObject put(CloudStore store, CloudSource source) throws CloudException, IOException {
        return store.put(KEY, source, PutCondition.ALWAYS, new InMemoryUploadJournal());
    }

    @Test
    void aMarkerOfSomebodyElseIsListedAndRemovable() throws Exception {
        String bucket = buckets.makeVersioned();
        try (CloudStore store = buckets.store(bucket, ConditionalWrites.SUPPORTED)) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            buckets.client().deleteObject(delete -> delete.bucket(bucket).key("some prefix/ünter/" + KEY));
            assertThatThrownBy(() -> store.stat(CloudRef.newest(KEY))).isInstanceOf(CloudException.NotFound.class);
            assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();

            List<Listing.Item> items = store.list("", ListCursor.START, 10).items();
            assertThat(items).hasSize(2);
            Listing.Marker marker = (Listing.Marker) items.getFirst();
            assertThat(store.delete(List.of(marker.ref()))).containsExactly(new Removal.Gone(marker.ref()));
            assertThat(store.stat(CloudRef.newest(KEY)).provesSameAs(stored)).isTrue();
        }
    }

    @Test
    void anArchivedObjectIsDescribedButToBeRestoredFirst() throws Exception {
        String bucket = buckets.make();
        try (CloudStore store = buckets.store(bucket, ConditionalWrites.SUPPORTED, "GLACIER")) {
            StoredObject stored = put(store, new BytesSource(new byte[3]));
            assertThat(store.stat(stored.ref().ref()).provesSameAs(stored)).isTrue();
            assertThatThrownBy(() -> store.open(stored.ref().ref(), ReadRange.WHOLE))
                    .isInstanceOf(CloudException.Refused.class).hasMessageContaining("restore");
        }
    }

    @Test
    void objectsOutsideThePrefixAreNeverSeen() throws Exception {
        String bucket = buckets.make();
        buckets.client().createMultipartUpload(create -> create.bucket(bucket).key("elsewhere/upload"));
        buckets.client().putObject(put -> put.bucket(bucket).key("elsewhere/object"),
                RequestBody.fromString("x"));
        try (CloudStore store = buckets.store(bucket, ConditionalWrites.SUPPORTED)) {
            assertThat(store.list("", ListCursor.START, 10).items()).isEmpty();
            assertThat(store.uploads("", ListCursor.START, 10).uploads()).isEmpty();
        }
    }

    /** A part that is sent is read at least twice, one that is there already only to be compared. */
    @Test
    void aPartThatIsThereIsNotSentAgain() throws Exception {
        try (CloudStore store = buckets.store(buckets.make(), ConditionalWrites.SUPPORTED)) {
            long part = store.capabilities().parts().bytes();
            PatternSource source = new PatternSource(2 * part + 1, 1);
            InMemoryUploadJournal journal = new InMemoryUploadJournal();
            assertThatThrownBy(() -> store.put(KEY, new FailingSource(source, part + 10), PutCondition.ALWAYS, journal))
                    .hasMessage(FailingSource.MESSAGE);
            AtomicInteger first = new AtomicInteger();
            AtomicInteger second = new AtomicInteger();
            store.put(KEY, new CountedSource(source, part, first, second), PutCondition.ALWAYS, journal);
            assertThat(first).hasValue(1);
            assertThat(second).hasValueGreaterThanOrEqualTo(2);
        }
    }

    private record CountedSource(CloudSource source, long secondPart, AtomicInteger first, AtomicInteger second)
            implements
                CloudSource {
        @Override
        public long length() {
            return source.length();
        }

        @Override
        public String sha256() {
            return source.sha256();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            (offset == 0 ? first : offset == secondPart ? second : new AtomicInteger()).incrementAndGet();
            return source.open(offset);
        }
    }
}
