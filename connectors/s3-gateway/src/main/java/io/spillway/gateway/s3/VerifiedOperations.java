package io.spillway.gateway.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.gateway.s3.auth.RequestVerifier;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.body.BodyReader;
import io.spillway.gateway.s3.checksum.ExpectedChecksums;
import io.spillway.gateway.s3.checksum.SmallChecksums;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.http.Operations;
import io.spillway.gateway.s3.operation.RequestRouter;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Operation;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.RequestHead;
import io.spillway.gateway.s3.request.ResourcePath;

/** Every request's way: verified, then routed, then carried out. */
record VerifiedOperations(RequestVerifier verifier, OperationTable table, S3GatewayConfiguration configuration,
        Clock clock)
        implements
            Operations {
    /** Clients at their defaults give up on an answer after 30 to 60 seconds. */
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Making an object of 5 GiB out of another, or of ten thousand parts. */
    private static final Duration ASSEMBLY = Duration.ofMinutes(10);

    @Override
    public VerifiedRequest verify(RequestHead head) throws S3Exception {
        return verifier.verify(head);
    }

    @Override
    public S3Response answer(VerifiedRequest request, BodyReader body, String requestId)
            throws S3Exception, ObjectStoreException, IOException {
        ResourcePath path = ResourcePath.of(request.head(), configuration.domain());
        S3Operation operation = RequestRouter.route(request.head(), path);
        if (!operation.readsBody()) {
            SmallChecksums.verify(new byte[0], ExpectedChecksums.of(request.head().headers()).values());
        }
        RequestContext context = new RequestContext(request.principal(), requestId,
                clock.instant().plus(patience(operation)));
        return table.handler(operation).handle(new S3Call(request, context, path, body));
    }

    private Duration patience(S3Operation operation) {
        return switch (operation) {
            case PUT_OBJECT, UPLOAD_PART, GET_OBJECT -> configuration.limits().patience().transfer();
            case COPY_OBJECT, COMPLETE_MULTIPART_UPLOAD, DELETE_OBJECTS -> ASSEMBLY;
            case LIST_BUCKETS, GET_BUCKET_LOCATION, HEAD_BUCKET, CREATE_BUCKET, DELETE_BUCKET, LIST_OBJECTS,
                    LIST_OBJECTS_V2, HEAD_OBJECT, DELETE_OBJECT, CREATE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD,
                    LIST_PARTS, LIST_MULTIPART_UPLOADS ->
                ANSWER;
        };
    }
}
