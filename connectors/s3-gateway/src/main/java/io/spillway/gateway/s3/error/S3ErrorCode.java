package io.spillway.gateway.s3.error;

/**
 * Error codes of S3 with their HTTP statuses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
public enum S3ErrorCode {
    ACCESS_DENIED("AccessDenied", 403), AUTHORIZATION_HEADER_MALFORMED("AuthorizationHeaderMalformed",
            400), AUTHORIZATION_QUERY_PARAMETERS_ERROR("AuthorizationQueryParametersError", 400), BAD_DIGEST(
                    "BadDigest", 400), BAD_REQUEST("BadRequest", 400), BUCKET_ALREADY_EXISTS("BucketAlreadyExists",
                            409), BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409), BUCKET_NOT_EMPTY(
                                    "BucketNotEmpty",
                                    409), ENTITY_TOO_LARGE("EntityTooLarge", 400), ENTITY_TOO_SMALL("EntityTooSmall",
                                            400), ILLEGAL_LOCATION_CONSTRAINT("IllegalLocationConstraintException",
                                                    400), INCOMPLETE_BODY("IncompleteBody", 400),
    /** S3 itself is never full, so it has no code for this; clients do not retry a 507. */
    INSUFFICIENT_STORAGE("InsufficientStorage", 507), INTERNAL_ERROR("InternalError", 500), INVALID_ACCESS_KEY_ID(
            "InvalidAccessKeyId",
            403), INVALID_ARGUMENT("InvalidArgument", 400), INVALID_BUCKET_NAME("InvalidBucketName",
                    400), INVALID_CHUNK_SIZE("InvalidChunkSizeError", 403), INVALID_DIGEST("InvalidDigest",
                            400), INVALID_PART("InvalidPart", 400), INVALID_PART_NUMBER("InvalidPartNumber",
                                    416), INVALID_PART_ORDER("InvalidPartOrder", 400), INVALID_RANGE("InvalidRange",
                                            416), INVALID_REQUEST("InvalidRequest", 400), INVALID_STORAGE_CLASS(
                                                    "InvalidStorageClass",
                                                    400), INVALID_TOKEN("InvalidToken", 400), INVALID_URI("InvalidURI",
                                                            400), KEY_TOO_LONG("KeyTooLongError",
                                                                    400), MALFORMED_TRAILER("MalformedTrailerError",
                                                                            400), MALFORMED_XML("MalformedXML",
                                                                                    400), MAX_MESSAGE_LENGTH_EXCEEDED(
                                                                                            "MaxMessageLengthExceeded",
                                                                                            400), METADATA_TOO_LARGE(
                                                                                                    "MetadataTooLarge",
                                                                                                    400), METHOD_NOT_ALLOWED(
                                                                                                            "MethodNotAllowed",
                                                                                                            405), MISSING_CONTENT_LENGTH(
                                                                                                                    "MissingContentLength",
                                                                                                                    411), NO_SUCH_BUCKET(
                                                                                                                            "NoSuchBucket",
                                                                                                                            404), NO_SUCH_KEY(
                                                                                                                                    "NoSuchKey",
                                                                                                                                    404), NO_SUCH_UPLOAD(
                                                                                                                                            "NoSuchUpload",
                                                                                                                                            404), NO_SUCH_VERSION(
                                                                                                                                                    "NoSuchVersion",
                                                                                                                                                    404), NOT_IMPLEMENTED(
                                                                                                                                                            "NotImplemented",
                                                                                                                                                            501),
    /** Written without a body: a precondition says that the client has the object already. */
    NOT_MODIFIED("NotModified", 304), PRECONDITION_FAILED("PreconditionFailed", 412), REQUEST_HEADER_SECTION_TOO_LARGE(
            "RequestHeaderSectionTooLarge", 400), REQUEST_TIME_TOO_SKEWED("RequestTimeTooSkewed",
                    403), REQUEST_TIMEOUT("RequestTimeout", 400), SERVICE_UNAVAILABLE("ServiceUnavailable",
                            503), SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403), SLOW_DOWN("SlowDown",
                                    503), X_AMZ_CONTENT_SHA256_MISMATCH("XAmzContentSHA256Mismatch", 400);

    private final String code;
    private final int status;

    S3ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** As it stands in the XML. */
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}
