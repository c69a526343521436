package io.spillway.cloud.b2;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.backblaze.b2.client.B2StorageClient;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.exceptions.B2RuntimeException;
import com.backblaze.b2.client.structures.B2AccountAuthorization;
import com.backblaze.b2.client.structures.B2Allowed;
import com.backblaze.b2.client.structures.B2Bucket;
import com.backblaze.b2.client.structures.B2ListBucketsRequest;
import com.backblaze.b2.client.structures.B2ListFileVersionsRequest;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import org.jspecify.annotations.Nullable;

/** The client, the bucket, and how the port's words are written in B2's. */
final class B2Place {
    private final B2StorageClient client;
    private final B2Target target;
    private final B2Settings settings;
    private final AtomicReference<@Nullable String> id = new AtomicReference<>();

    B2Place(B2StorageClient client, B2Target target, B2Settings settings) {
        this.client = client;
        this.target = target;
        this.settings = settings;
    }

    B2StorageClient client() {
        return client;
    }

    B2Target target() {
        return target;
    }

    B2Settings settings() {
        return settings;
    }

    String bucket() {
        return target.bucket();
    }

    String file(CloudKey key) {
        return target.prefix() + key;
    }

    /** The port's key of a file; empty for one that somebody else made and the port cannot name. */
    Optional<CloudKey> key(String file) {
        try {
            return Optional.of(new CloudKey(file.substring(target.prefix().length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String doing(String verb, CloudKey key) {
        return verb + " \"" + key + "\" in bucket " + bucket();
    }

    /** Makes a call to the SDK, and puts its failure into the port's words. */
    <T> T call(String doing, B2Exceptions.Effect effect, B2Exceptions.Call<T> call) throws CloudException {
        try {
            return call.make();
        } catch (B2Exception e) {
            throw translated(doing, effect, e);
        } catch (B2RuntimeException e) {
            // The SDK's iterators cannot throw what they met.
            if (e.getCause() instanceof B2Exception met) {
                throw translated(doing, effect, met);
            }
            throw e;
        }
    }

    /** A bucket that is said to be gone is looked for anew at the next call. */
    CloudException translated(String doing, B2Exceptions.Effect effect, B2Exception e) {
        CloudException translated = B2Exceptions.translated(doing, effect, e);
        if (translated instanceof CloudException.Refused) {
            id.set(null);
        }
        return translated;
    }

    /** What the service says of the account and the key; asked once for each token. */
    B2AccountAuthorization authorization() throws CloudException {
        String doing = "authorizing for bucket " + bucket();
        try {
            return call(doing, B2Exceptions.Effect.NONE, client::getAccountAuthorization);
        } catch (CloudException.NotFound | CloudException.Refused e) {
            throw new CloudException.Refused(doing, "what answers at "
                    + target.endpoint().map(URI::toString).orElse("Backblaze's address")
                    + " is no B2 service; correct --endpoint, or leave it out for Backblaze's own", e);
        }
    }

    /** The id by which the service knows the bucket. A key that is limited to it tells the id with its token. */
    String id() throws CloudException {
        String known = id.get();
        if (known == null) {
            known = find();
            id.set(known);
        }
        return known;
    }

    private String find() throws CloudException {
        B2Allowed allowed = authorization().getAllowed();
        if (allowed.getBucketId() == null) {
            return described().map(B2Bucket::getBucketId).orElseThrow(this::missing);
        }
        if (allowed.getBucketName() == null) {
            throw missing();
        }
        if (!allowed.getBucketName().equals(bucket())) {
            throw new CloudException.Refused("using bucket " + bucket(),
                    "the application key is limited to bucket " + allowed.getBucketName());
        }
        return allowed.getBucketId();
    }

    /** The bucket with its settings; empty if there is none of its name. */
    Optional<B2Bucket> described() throws CloudException {
        String account = authorization().getAccountId();
        List<B2Bucket> found = call("looking for bucket " + bucket(), B2Exceptions.Effect.NONE,
                () -> client.listBuckets(B2ListBucketsRequest.builder(account).setBucketName(bucket()).build())
                        .getBuckets());
        return found.stream().findFirst();
    }

    CloudException.Refused missing() {
        return new CloudException.Refused("using bucket " + bucket(),
                "it does not exist; make it, or correct the target");
    }

    /** Tells "no such file", to which the service gives no reason, from "no such bucket". */
    void prove() throws CloudException {
        String bucketId = id();
        call("looking into bucket " + bucket(), B2Exceptions.Effect.NONE,
                () -> client.fileVersions(B2ListFileVersionsRequest.builder(bucketId).setMaxFileCount(1)
                        .setPrefix(target.prefix()).build()).iterator().hasNext());
    }
}
