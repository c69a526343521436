package io.spillway.gateway.s3.object;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.gateway.s3.body.ClientBody;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;

/** PutObject. */
public final class PutObject implements OperationHandler {
    private final ObjectWriter objects;

    public PutObject(ObjectWriter objects) {
        this.objects = objects;
    }

    @Override
    public S3Response handle(S3Call call) throws S3Exception, ObjectStoreException, IOException {
        ClientBody body = call.body();
        Set<ChecksumAlgorithm> kept = body.checksums().additional().stream().collect(Collectors.toSet());
        PutRequest request = new PutRequest(call.bucket(), call.key(), RequestAttributes.of(call.headers()), kept,
                RequestAttributes.storagePolicy(call.headers()), WriteConditions.of(call.headers()));
        ObjectStat stat = objects.put(call.context(), request, body);
        S3Response response = S3Response.of(200, ObjectHeaders.checksums(stat.checksums(), 0));
        return response.with("etag", ObjectHeaders.quoted(stat.etag()));
    }
}
