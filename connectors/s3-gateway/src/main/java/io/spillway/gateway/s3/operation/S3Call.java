package io.spillway.gateway.s3.operation;

import java.util.Optional;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.body.BodyReader;
import io.spillway.gateway.s3.body.ClientBody;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;
import io.spillway.gateway.s3.request.Query;
import io.spillway.gateway.s3.request.ResourcePath;

/**
 * A verified and routed request.
 *
 * @param raw its body; the first read of it tells a waiting client to go on
 */
public record S3Call(VerifiedRequest request, RequestContext context, ResourcePath path, BodyReader raw) {
    public Headers headers() {
        return request.head().headers();
    }

    public Optional<String> header(String name) throws S3Exception {
        return headers().single(name);
    }

    public Query query() {
        return request.head().query();
    }

    public AccountName account() {
        return request.principal().account();
    }

    public ClientBody body() throws S3Exception {
        return ClientBody.open(request, raw);
    }

    /** The body of a request whose {@code x-amz-checksum-} headers tell of an object and not of the body. */
    public ClientBody bodyAboutAnObject() throws S3Exception {
        return ClientBody.openUnchecked(request, raw);
    }

    /** The bucket of a call that was routed to a bucket's or an object's operation. */
    public ContainerName bucket() {
        return switch (path) {
            case ResourcePath.Bucket path -> path.bucket();
            case ResourcePath.Key path -> path.bucket();
            case ResourcePath.Service _ -> throw new IllegalStateException("this operation has no bucket");
        };
    }

    public ObjectKey key() {
        return switch (path) {
            case ResourcePath.Key path -> path.key();
            case ResourcePath.Bucket _,ResourcePath.Service _ -> throw new IllegalStateException(
                    "this operation has no key");
        };
    }
}
