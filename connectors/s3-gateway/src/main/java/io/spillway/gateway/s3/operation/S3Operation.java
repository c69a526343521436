package io.spillway.gateway.s3.operation;

import java.util.Set;

import static io.spillway.gateway.s3.operation.RequestParts.ATTRIBUTES;
import static io.spillway.gateway.s3.operation.RequestParts.BODY;
import static io.spillway.gateway.s3.operation.RequestParts.LIST;
import static io.spillway.gateway.s3.operation.RequestParts.NONE;
import static io.spillway.gateway.s3.operation.RequestParts.OVERRIDES;
import static io.spillway.gateway.s3.operation.RequestParts.READ;
import static io.spillway.gateway.s3.operation.RequestParts.WRITE_CONDITIONS;
import static io.spillway.gateway.s3.operation.RequestParts.all;

/**
 * Every operation that the gateway has, each with all that it reads of a request's query and headers. A request goes
 * to the first operation of its method and level whose required parts it has, so the more special ones stand first.
 */
@SuppressWarnings("ImmutableEnumChecker") // the sets come from Set.of and Set.copyOf
public enum S3Operation {
    LIST_BUCKETS("GET", Level.SERVICE, NONE, Set.of("prefix", "max-buckets", "continuation-token"), NONE),

    GET_BUCKET_LOCATION("GET", Level.BUCKET, Set.of("location"), NONE, NONE), LIST_MULTIPART_UPLOADS("GET",
            Level.BUCKET, Set.of("uploads"), Set.of("prefix", "delimiter", "encoding-type",
                    "key-marker", "upload-id-marker", "max-uploads"),
            NONE), LIST_OBJECTS_V2("GET", Level.BUCKET, Set.of("list-type"),
                    all(LIST, Set.of("continuation-token", "start-after", "fetch-owner")),
                    NONE), LIST_OBJECTS("GET", Level.BUCKET, NONE, all(LIST, Set.of("marker")), NONE), HEAD_BUCKET(
                            "HEAD", Level.BUCKET, NONE, NONE, NONE), CREATE_BUCKET("PUT", Level.BUCKET, NONE, NONE,
                                    all(BODY, Set.of("x-amz-acl", "x-spillway-storage-policy"))), DELETE_BUCKET(
                                            "DELETE", Level.BUCKET, NONE, NONE,
                                            NONE), DELETE_OBJECTS("POST", Level.BUCKET, Set.of("delete"), NONE, BODY),

    LIST_PARTS("GET", Level.KEY, Set.of("uploadId"), Set.of("max-parts", "part-number-marker", "encoding-type"),
            NONE), GET_OBJECT("GET", Level.KEY, NONE, all(OVERRIDES, Set.of("partNumber")), READ), HEAD_OBJECT("HEAD",
                    Level.KEY, NONE, all(OVERRIDES, Set.of("partNumber")),
                    READ), UPLOAD_PART("PUT", Level.KEY, Set.of("uploadId", "partNumber"), NONE, BODY), COPY_OBJECT(
                            "PUT", Level.KEY, Set.of(RequestRouter.COPY_SOURCE), NONE, all(ATTRIBUTES, Set.of(
                                    "x-amz-metadata-directive", "x-amz-checksum-algorithm",
                                    "x-amz-copy-source-if-match",
                                    "x-amz-copy-source-if-none-match", "x-amz-copy-source-if-modified-since",
                                    "x-amz-copy-source-if-unmodified-since"), WRITE_CONDITIONS)), PUT_OBJECT("PUT",
                                            Level.KEY, NONE, NONE,
                                            all(BODY, ATTRIBUTES, WRITE_CONDITIONS)), CREATE_MULTIPART_UPLOAD("POST",
                                                    Level.KEY, Set.of("uploads"), NONE,
                                                    all(ATTRIBUTES, Set.of("x-amz-checksum-algorithm",
                                                            "x-amz-checksum-type"))), COMPLETE_MULTIPART_UPLOAD("POST",
                                                                    Level.KEY, Set.of("uploadId"), NONE,
                                                                    all(BODY, WRITE_CONDITIONS, Set.of(
                                                                            "x-amz-checksum-type",
                                                                            "x-amz-mp-object-size"))), ABORT_MULTIPART_UPLOAD(
                                                                                    "DELETE", Level.KEY,
                                                                                    Set.of("uploadId"), NONE,
                                                                                    NONE), DELETE_OBJECT("DELETE",
                                                                                            Level.KEY, NONE, NONE,
                                                                                            Set.of("if-match"));

    /** What the path names. */
    public enum Level {
        SERVICE, BUCKET, KEY
    }

    private final String method;
    private final Level level;
    private final Set<String> required;
    private final Set<String> query;
    private final Set<String> headers;

    /**
     * @param required query parameters, or one header, by which a request is told from the others of its level
     * @param query further query parameters
     * @param headers of the kinds that ask for something ({@code x-amz-}, {@code x-spillway-}, {@code if-},
     *        {@code range}); one that ends in a dash stands for all that begin so
     */
    S3Operation(String method, Level level, Set<String> required, Set<String> query, Set<String> headers) {
        this.method = method;
        this.level = level;
        this.required = required;
        this.query = query;
        this.headers = headers;
    }

    public String method() {
        return method;
    }

    public Level level() {
        return level;
    }

    public Set<String> required() {
        return required;
    }

    boolean takesQuery(String name) {
        return required.contains(name) || query.contains(name) || RequestParts.ALWAYS_QUERY.contains(name);
    }

    boolean takesHeader(String name) {
        return required.contains(name) || headers.contains(name) || RequestParts.ALWAYS_HEADERS.contains(name)
                || headers.stream().anyMatch(prefix -> prefix.endsWith("-") && name.startsWith(prefix));
    }
}
