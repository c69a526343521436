package io.spillway.appliance.demo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.credentials.CredentialsFile;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The appliance's S3 door, through the AWS SDK as it comes. */
final class S3Door implements ObjectDoor, AutoCloseable {
    /** What S3 leaves out of the answer to a HEAD. */
    private static final String STANDARD = "STANDARD";
    private static final String TYPE = "application/octet-stream";

    private final S3Client client;

    private S3Door(S3Client client) {
        this.client = client;
    }

    /** The door with the key that the appliance has left in its credentials file. */
    static S3Door open(URI address, Path credentials) throws CredentialsException {
        return new S3Door(client(address, CredentialsFile.read(credentials)));
    }

    static S3Client client(URI address, Map<String, String> credentials) {
        return S3Client.builder().endpointOverride(address).region(Region.US_EAST_1).forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.getOrDefault("aws_access_key_id", ""),
                                credentials.getOrDefault("aws_secret_access_key", ""))))
                .build();
    }

    void createBucket(String bucket) throws DemoException {
        try {
            client.createBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            throw failed("the bucket " + bucket + " could not be made", e);
        }
    }

    /** Puts a file, and fingerprints the bytes as they are sent. */
    StoredObject put(String bucket, SourceFile file) throws DemoException {
        ObjectName name = new ObjectName(bucket, file.key());
        AtomicReference<Sent> sent = new AtomicReference<>();
        // The SDK asks for the bytes anew when it tries again; what it asked for last is what was stored.
        RequestBody body = RequestBody.fromContentProvider(() -> {
            Sent stream = Sent.of(file);
            sent.set(stream);
            return stream;
        }, file.size(), TYPE);
        try {
            String etag = client.putObject(request -> request.bucket(bucket).key(file.key()), body).eTag();
            return new StoredObject(name, file.size(), etag, sent.get().fingerprint());
        } catch (SdkException | UncheckedIOException e) {
            throw failed("the file " + file.path() + " could not be put", e);
        }
    }

    @Override
    public Map<ObjectName, Seen> list(String bucket) throws DemoException {
        Map<ObjectName, Seen> found = new HashMap<>();
        try {
            for (S3Object object : client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
                found.put(new ObjectName(bucket, object.key()),
                        new Seen(object.size(), object.eTag(), object.storageClassAsString()));
            }
            return found;
        } catch (SdkException e) {
            throw failed("the bucket " + bucket + " could not be listed", e);
        }
    }

    @Override
    public Seen head(ObjectName name) throws DemoException, MissingObjectException {
        try {
            HeadObjectResponse head = client.headObject(request -> request.bucket(name.bucket()).key(name.key()));
            String storageClass = head.storageClassAsString();
            return new Seen(head.contentLength(), head.eTag(), storageClass == null ? STANDARD : storageClass);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException("HEAD finds no object", e);
        } catch (SdkException e) {
            throw failed("HEAD of " + name, e);
        }
    }

    @Override
    public Fingerprint readWhole(ObjectName name, long size) throws DemoException, MissingObjectException {
        try (InputStream body = client.getObject(request -> request.bucket(name.bucket()).key(name.key()))) {
            return Fingerprint.of(body, size);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException("GET finds no object", e);
        } catch (SdkException | IOException e) {
            throw failed("GET of " + name, e);
        }
    }

    @Override
    public String readRange(ObjectName name, Middle range) throws DemoException, MissingObjectException {
        try (InputStream body = client.getObject(request -> request.bucket(name.bucket()).key(name.key())
                .range("bytes=" + range.first() + "-" + range.last()))) {
            return Fingerprint.digest(body);
        } catch (NoSuchKeyException e) {
            throw new MissingObjectException("GET of a range finds no object", e);
        } catch (SdkException | IOException e) {
            throw failed("GET of bytes " + range.first() + " to " + range.last() + " of " + name, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static DemoException failed(String what, Exception why) {
        return new DemoException(what + ": " + why.getMessage(), why);
    }

    /** A file on its way. */
    private static final class Sent extends FilterInputStream {
        private final Fingerprint.Making making;

        private Sent(InputStream bytes, long size) {
            super(bytes);
            making = new Fingerprint.Making(size);
        }

        static Sent of(SourceFile file) {
            try {
                return new Sent(Files.newInputStream(file.path()), file.size());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Fingerprint fingerprint() {
            return making.done();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int read = read(one, 0, 1);
            return read < 0 ? read : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                making.update(buffer, offset, read);
            }
            return read;
        }

        /** The SDK would go back in a stream that can be marked, and bytes would count twice. */
        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
