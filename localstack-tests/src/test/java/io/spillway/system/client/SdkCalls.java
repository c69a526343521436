package io.spillway.system.client;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls of the tests through either kind of the SDK's clients; nothing is added to a request. */
interface SdkCalls extends AutoCloseable {
    CreateBucketResponse createBucket(CreateBucketRequest request);

    PutObjectResponse put(PutObjectRequest request, byte[] body);

    ResponseBytes<GetObjectResponse> get(GetObjectRequest request);

    HeadObjectResponse head(HeadObjectRequest request);

    ListObjectsV2Response list(ListObjectsV2Request request);

    CopyObjectResponse copy(CopyObjectRequest request);

    DeleteObjectResponse delete(DeleteObjectRequest request);

    DeleteObjectsResponse deleteAll(DeleteObjectsRequest request);

    CreateMultipartUploadResponse createUpload(CreateMultipartUploadRequest request);

    UploadPartResponse uploadPart(UploadPartRequest request, byte[] body);

    CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request);

    @Override
    void close();

    record Sync(S3Client client) implements SdkCalls {
        @Override
        public CreateBucketResponse createBucket(CreateBucketRequest request) {
            return client.createBucket(request);
        }

        @Override
        public PutObjectResponse put(PutObjectRequest request, byte[] body) {
            return client.putObject(request, RequestBody.fromBytes(body));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return client.getObjectAsBytes(request);
        }

        @Override
        public HeadObjectResponse head(HeadObjectRequest request) {
            return client.headObject(request);
        }

        @Override
        public ListObjectsV2Response list(ListObjectsV2Request request) {
            return client.listObjectsV2(request);
        }

        @Override
        public CopyObjectResponse copy(CopyObjectRequest request) {
            return client.copyObject(request);
        }

        @Override
        public DeleteObjectResponse delete(DeleteObjectRequest request) {
            return client.deleteObject(request);
        }

        @Override
        public DeleteObjectsResponse deleteAll(DeleteObjectsRequest request) {
            return client.deleteObjects(request);
        }

        @Override
        public CreateMultipartUploadResponse createUpload(CreateMultipartUploadRequest request) {
            return client.createMultipartUpload(request);
        }

        @Override
        public UploadPartResponse uploadPart(UploadPartRequest request, byte[] body) {
            return client.uploadPart(request, RequestBody.fromBytes(body));
        }

        @Override
        public CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
            return client.completeMultipartUpload(request);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    record Async(S3AsyncClient client) implements SdkCalls {
        private static <T> T join(CompletableFuture<T> answer) {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException ofSdk) {
                    throw ofSdk;
                }
                throw e;
            }
        }

        @Override
        public CreateBucketResponse createBucket(CreateBucketRequest request) {
            return join(client.createBucket(request));
        }

        @Override
        public PutObjectResponse put(PutObjectRequest request, byte[] body) {
            return join(client.putObject(request, AsyncRequestBody.fromByteBuffer(ByteBuffer.wrap(body))));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return join(client.getObject(request, AsyncResponseTransformer.toBytes()));
        }

        @Override
        public HeadObjectResponse head(HeadObjectRequest request) {
            return join(client.headObject(request));
        }

        @Override
        public ListObjectsV2Response list(ListObjectsV2Request request) {
            return join(client.listObjectsV2(request));
        }

        @Override
        public CopyObjectResponse copy(CopyObjectRequest request) {
            return join(client.copyObject(request));
        }

        @Override
        public DeleteObjectResponse delete(DeleteObjectRequest request) {
            return join(client.deleteObject(request));
        }

        @Override
        public DeleteObjectsResponse deleteAll(DeleteObjectsRequest request) {
            return join(client.deleteObjects(request));
        }

        @Override
        public CreateMultipartUploadResponse createUpload(CreateMultipartUploadRequest request) {
            return join(client.createMultipartUpload(request));
        }

        @Override
        public UploadPartResponse uploadPart(UploadPartRequest request, byte[] body) {
            return join(client.uploadPart(request, AsyncRequestBody.fromByteBuffer(ByteBuffer.wrap(body))));
        }

        @Override
        public CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
            return join(client.completeMultipartUpload(request));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
