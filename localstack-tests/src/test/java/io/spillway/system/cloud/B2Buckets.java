package io.spillway.system.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

import com.backblaze.b2.client.B2ClientConfig;
import com.backblaze.b2.client.B2StorageClient;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.structures.B2Bucket;
import com.backblaze.b2.client.structures.B2BucketTypes;
import com.backblaze.b2.client.structures.B2CreateKeyRequest;
import com.backblaze.b2.client.structures.B2CreatedApplicationKey;
import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2LifecycleRule;
import com.backblaze.b2.client.structures.B2UpdateBucketRequest;
import com.backblaze.b2.client.webApiHttpClient.B2StorageHttpClientBuilder;
import com.backblaze.b2.client.webApiHttpClient.HttpClientFactoryImpl;
import io.spillway.cloud.b2.B2CloudStore;
import io.spillway.cloud.b2.B2Credentials;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.cloud.b2.B2Target;
import io.spillway.system.b2.B2Simulator;

/** Buckets on the simulator of B2, the adapter on them, and what somebody else does to them. */
public record B2Buckets(B2Simulator server, B2StorageClient client) implements AutoCloseable {
    public static final String PREFIX = "some prefix/ünter/";
    /** What docs/targets.md says that a key needs. */
    public static final List<String> NEEDED = List.of("listBuckets", "listFiles", "readFiles", "writeFiles",
            "deleteFiles");

    /** With the master key. */
    public static B2Buckets on(B2Simulator server) {
        HttpClientFactoryImpl http = HttpClientFactoryImpl.builder().setSupportInsecureHttp(true).build();
        B2ClientConfig configuration = B2ClientConfig
                .builder(server.keyId(), server.key(), "spillway-tests").setMasterUrl(server.url().toString()).build();
        return new B2Buckets(server,
                B2StorageHttpClientBuilder.builder(configuration).setHttpClientFactory(http).build());
    }

    public String make() throws B2Exception {
        return make(B2BucketTypes.ALL_PRIVATE);
    }

    String make(String type) throws B2Exception {
        String name = "contract-" + UUID.randomUUID();
        client.createBucket(name, type);
        return name;
    }

    B2Bucket bucket(String name) throws B2Exception {
        B2Bucket bucket = client.getBucketOrNullByName(name);
        if (bucket == null) {
            throw new IllegalStateException("there is no bucket " + name);
        }
        return bucket;
    }

    public void setRules(String name, B2LifecycleRule... rules) throws B2Exception {
        client.updateBucket(B2UpdateBucketRequest.builder(bucket(name)).setLifecycleRules(List.of(rules)).build());
    }

    /** A key of this bucket and this beginning of names alone. */
    B2Credentials key(String bucket, String namePrefix, List<String> capabilities) throws B2Exception {
        return credentials(create(bucket, namePrefix, capabilities));
    }

    private B2CreatedApplicationKey create(String bucket, String namePrefix, List<String> capabilities)
            throws B2Exception {
        return client.createKey(B2CreateKeyRequest.builder(new TreeSet<>(capabilities), "test-" + UUID.randomUUID())
                .setBucketId(bucket(bucket).getBucketId()).setNamePrefix(namePrefix).build());
    }

    /** A key of all buckets of the account. */
    B2Credentials keyOfTheAccount(List<String> capabilities) throws B2Exception {
        return credentials(client.createKey(
                B2CreateKeyRequest.builder(new TreeSet<>(capabilities), "test-" + UUID.randomUUID()).build()));
    }

    private static B2Credentials credentials(B2CreatedApplicationKey key) {
        return new B2Credentials(key.getApplicationKeyId(), key.getApplicationKey());
    }

    /** The same key as a file for {@code target add --credentials}. */
    public String keyFile(String bucket, String namePrefix, List<String> capabilities) throws B2Exception {
        B2CreatedApplicationKey key = create(bucket, namePrefix, capabilities);
        return "applicationKeyId = " + key.getApplicationKeyId() + "\napplicationKey = " + key.getApplicationKey()
                + "\n";
    }

    /** Every version in the bucket, hide markers and unfinished uploads among them, in B2's order. */
    public List<B2FileVersion> versions(String name) throws B2Exception {
        List<B2FileVersion> versions = new ArrayList<>();
        client.fileVersions(bucket(name).getBucketId()).forEach(versions::add);
        return versions;
    }

    public void hide(String name, String file) throws B2Exception {
        client.hideFile(bucket(name).getBucketId(), file);
    }

    B2Credentials master() {
        return new B2Credentials(server.keyId(), server.key());
    }

    public B2CloudStore store(String bucket) {
        return store(bucket, master(), B2Settings.DEFAULT);
    }

    B2CloudStore store(String bucket, B2Credentials credentials, B2Settings settings) {
        return new B2CloudStore(new B2Target(bucket, Optional.of(server.url()), PREFIX), settings, () -> credentials);
    }

    @Override
    public void close() {
        client.close();
    }
}
