package io.spillway.gateway.s3.operation;

import java.io.IOException;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.error.S3Exception;

/** Carries out one operation. It blocks, so it is called on a virtual thread. */
@FunctionalInterface
public interface OperationHandler {
    /**
     * Answers the call.
     *
     * @throws IOException only from the body: the client went away, or sent what it did not sign
     */
    S3Response handle(S3Call call) throws S3Exception, ObjectStoreException, IOException;
}
