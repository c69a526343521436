package io.spillway.gateway.s3.error;

import java.time.Duration;

import io.spillway.cluster.api.object.ObjectStoreException;

/** The one place where the store's exceptions become errors of S3. */
public final class StoreErrors {
    private StoreErrors() {}

    public static S3Exception translate(ObjectStoreException e) {
        return switch (e) {
            case ObjectStoreException.Unavailable unavailable ->
                retryLater(S3ErrorCode.SERVICE_UNAVAILABLE, text(e), unavailable.retryAfter());
            case ObjectStoreException.PreconditionFailed _ -> error(S3ErrorCode.PRECONDITION_FAILED, e)
                    .detail("Condition", text(e));
            case ObjectStoreException.ContainerExists exists -> error(exists.byCaller()
                    ? S3ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU
                    : S3ErrorCode.BUCKET_ALREADY_EXISTS, e);
            case ObjectStoreException.NoSuchContainer _ -> error(S3ErrorCode.NO_SUCH_BUCKET, e);
            case ObjectStoreException.ContainerNotEmpty _ -> error(S3ErrorCode.BUCKET_NOT_EMPTY, e);
            case ObjectStoreException.NoSuchKey _ -> error(S3ErrorCode.NO_SUCH_KEY, e);
            case ObjectStoreException.NoSuchVersion _ -> error(S3ErrorCode.NO_SUCH_VERSION, e);
            case ObjectStoreException.NoSuchUpload _ -> error(S3ErrorCode.NO_SUCH_UPLOAD, e);
            // The resource's owner stays unsaid: a caller who may not read it may not learn whose it is.
            case ObjectStoreException.AccessDenied _ -> new S3Exception(S3ErrorCode.ACCESS_DENIED, "Access Denied");
            case ObjectStoreException.ChecksumMismatch _ -> error(S3ErrorCode.BAD_DIGEST, e);
            case ObjectStoreException.WrongLength _ -> error(S3ErrorCode.INCOMPLETE_BODY, e);
            case ObjectStoreException.InvalidPart _ -> error(S3ErrorCode.INVALID_PART, e);
            case ObjectStoreException.InvalidPartOrder _ -> error(S3ErrorCode.INVALID_PART_ORDER, e);
            case ObjectStoreException.PartTooSmall _ -> error(S3ErrorCode.ENTITY_TOO_SMALL, e);
            case ObjectStoreException.WrongClaim _ -> error(S3ErrorCode.INVALID_REQUEST, e);
            case ObjectStoreException.TooLarge _ -> error(S3ErrorCode.ENTITY_TOO_LARGE, e);
            case ObjectStoreException.UnknownStoragePolicy _ -> error(S3ErrorCode.INVALID_ARGUMENT, e);
            case ObjectStoreException.InsufficientStorage _ -> error(S3ErrorCode.INSUFFICIENT_STORAGE, e);
            case ObjectStoreException.OutcomeUnknown _ -> error(S3ErrorCode.INTERNAL_ERROR, e);
            case ObjectStoreException.Damaged _ -> error(S3ErrorCode.SERVICE_UNAVAILABLE, e);
        };
    }

    /** A 503 that says when to come back, in whole seconds and at least one. */
    public static S3Exception retryLater(S3ErrorCode code, String message, Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return new S3Exception(code, message).header("retry-after", Long.toString(seconds));
    }

    private static S3Exception error(S3ErrorCode code, ObjectStoreException e) {
        return new S3Exception(code, text(e));
    }

    private static String text(ObjectStoreException e) {
        return String.valueOf(e.getMessage());
    }
}
