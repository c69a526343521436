package io.spillway.gateway.s3.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with one of S3's errors. Anything unchecked is a bug and answers InternalError. */
public final class S3Exception extends Exception {
    private final S3ErrorCode code;
    private final Map<String, String> details;
    private final Map<String, String> headers;

    public S3Exception(S3ErrorCode code, String message) {
        this(code, message, Map.of(), Map.of());
    }

    private S3Exception(S3ErrorCode code, String message, Map<String, String> details, Map<String, String> headers) {
        super(message);
        this.code = code;
        this.details = details;
        this.headers = headers;
    }

    /** The same error with one more element in its XML. */
    public S3Exception detail(String element, String value) {
        return new S3Exception(code, text(), with(details, element, value), headers);
    }

    /** The same error with one more header beside it. */
    public S3Exception header(String name, String value) {
        return new S3Exception(code, text(), details, with(headers, name, value));
    }

    public S3ErrorCode code() {
        return code;
    }

    public Map<String, String> details() {
        return details;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public static S3Exception notImplemented(String what) {
        return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, what + " is not implemented");
    }

    /** An argument that the client can put right. */
    public static S3Exception invalidArgument(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message).detail("ArgumentName", name)
                .detail("ArgumentValue", value);
    }

    public static S3Exception invalidRequest(String message) {
        return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return Collections.unmodifiableMap(more);
    }
}
