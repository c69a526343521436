package io.spillway.system.appliance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.spillway.system.ledger.Writers;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket through the AWS SDK, without retries: an attempt has one outcome, or none that is known. */
public final class Bucket implements Writers.Door, AutoCloseable {
    private final S3Client client;
    private final String name;

    public Bucket(URI s3, AwsCredentialsProvider credentials, String name) {
        client = S3Client.builder().endpointOverride(s3).credentialsProvider(credentials).region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(override -> override.apiCallTimeout(Duration.ofSeconds(60))
                        .retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
        this.name = name;
    }

    public void create() {
        client.createBucket(request -> request.bucket(name));
    }

    @Override
    public void put(String key, byte[] body) {
        client.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(body));
    }

    @Override
    public void putInParts(String key, List<byte[]> parts) {
        String upload = createUpload(key);
        complete(key, upload, IntStream.range(0, parts.size())
                .mapToObj(index -> putPart(key, upload, index + 1, parts.get(index))).toList());
    }

    @Override
    public void delete(String key) {
        client.deleteObject(request -> request.bucket(name).key(key));
    }

    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(client.getObjectAsBytes(request -> request.bucket(name).key(key)).asByteArray());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    public List<String> keys() {
        return objects().map(S3Object::key).toList();
    }

    /** How many objects have any bytes. */
    public long notEmpty() {
        return objects().filter(object -> object.size() > 0).count();
    }

    private Stream<S3Object> objects() {
        return client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream();
    }

    /** Aborts every upload in parts that is open. */
    public void abortUploads() {
        for (MultipartUpload upload : uploads()) {
            client.abortMultipartUpload(request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId()));
        }
    }

    public List<MultipartUpload> uploads() {
        return client.listMultipartUploads(request -> request.bucket(name)).uploads();
    }

    public String createUpload(String key) {
        return client.createMultipartUpload(request -> request.bucket(name).key(key)).uploadId();
    }

    /** Answers the part's ETag. */
    public String putPart(String key, String upload, int number, byte[] body) {
        return client.uploadPart(request -> request.bucket(name).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(body)).eTag();
    }

    /** Makes an object of the parts with these ETags, numbered from 1. */
    public void complete(String key, String upload, List<String> etags) {
        List<CompletedPart> parts = IntStream.range(0, etags.size()).mapToObj(
                index -> CompletedPart.builder().partNumber(index + 1).eTag(etags.get(index)).build()).toList();
        client.completeMultipartUpload(request -> request.bucket(name).key(key).uploadId(upload)
                .multipartUpload(completed -> completed.parts(parts)));
    }

    @Override
    public void close() {
        client.close();
    }
}
