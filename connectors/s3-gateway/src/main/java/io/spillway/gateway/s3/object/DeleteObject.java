package io.spillway.gateway.s3.object;

import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;

/** DeleteObject; deleting what is not there succeeds. */
public final class DeleteObject implements OperationHandler {
    private final ObjectWriter objects;

    public DeleteObject(ObjectWriter objects) {
        this.objects = objects;
    }

    @Override
    public S3Response handle(S3Call call) throws S3Exception, ObjectStoreException {
        objects.delete(call.context(), ObjectRef.current(call.bucket(), call.key()),
                WriteConditions.of(call.headers()));
        return S3Response.of(204);
    }
}
