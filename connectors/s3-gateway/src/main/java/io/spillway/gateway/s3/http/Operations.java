package io.spillway.gateway.s3.http;

import java.io.IOException;

import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.body.BodyReader;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.RequestHead;

/** What stands behind the network. */
public interface Operations {
    /** Looks at the signature; quick, and before any byte of the body is asked for. */
    VerifiedRequest verify(RequestHead head) throws S3Exception;

    /** Carries out a verified request. Blocks. */
    S3Response answer(VerifiedRequest request, BodyReader body, String requestId)
            throws S3Exception, ObjectStoreException, IOException;
}
