package io.spillway.gateway.s3.operation;

import java.util.Arrays;
import java.util.Set;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.RequestHead;
import io.spillway.gateway.s3.request.ResourcePath;

/**
 * Finds a request's operation, and refuses a request that asks for anything the operation does not read: what is not
 * understood is never ignored.
 */
public final class RequestRouter {
    static final String COPY_SOURCE = "x-amz-copy-source";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS");

    private RequestRouter() {}

    public static S3Operation route(RequestHead head, ResourcePath path) throws S3Exception {
        S3Operation operation = Arrays.stream(S3Operation.values())
                .filter(candidate -> candidate.method().equals(head.method()) && candidate.level() == level(path)
                        && candidate.required().stream().allMatch(part -> has(head, part)))
                .findFirst().orElseThrow(() -> METHODS.contains(head.method())
                        ? S3Exception.notImplemented(head.method() + " of this resource")
                        : new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED,
                                "The specified method is not allowed against this resource.")
                                .detail("Method", head.method()));
        for (String name : head.query().names()) {
            if (!operation.takesQuery(name)) {
                throw S3Exception.notImplemented("The query parameter " + name + " of this request");
            }
        }
        for (String name : head.headers().names()) {
            if (asks(name) && !operation.takesHeader(name)) {
                throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED,
                        "A header you provided implies functionality that is not implemented").detail("Header", name);
            }
        }
        return operation;
    }

    private static boolean has(RequestHead head, String part) {
        return part.equals(COPY_SOURCE) ? head.headers().has(part) : head.query().has(part);
    }

    private static boolean asks(String header) {
        return header.startsWith("x-amz-") || header.startsWith("x-spillway-") || header.startsWith("if-")
                || header.equals("range");
    }

    private static S3Operation.Level level(ResourcePath path) {
        return switch (path) {
            case ResourcePath.Service _ -> S3Operation.Level.SERVICE;
            case ResourcePath.Bucket _ -> S3Operation.Level.BUCKET;
            case ResourcePath.Key _ -> S3Operation.Level.KEY;
        };
    }
}
