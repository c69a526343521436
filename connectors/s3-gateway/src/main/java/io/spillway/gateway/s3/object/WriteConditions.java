package io.spillway.gateway.s3.object;

import java.util.Optional;

import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/** The conditional headers of a write. */
public final class WriteConditions {
    private WriteConditions() {}

    public static WriteCondition of(Headers headers) throws S3Exception {
        Optional<String> match = headers.single("if-match");
        Optional<String> noneMatch = headers.single("if-none-match");
        if (match.isPresent() && noneMatch.isPresent()) {
            throw S3Exception.notImplemented("A write with both If-Match and If-None-Match");
        }
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().equals("*")) {
                throw S3Exception.notImplemented("A write with If-None-Match of anything but *");
            }
            return WriteCondition.IF_ABSENT;
        }
        if (match.isEmpty()) {
            return WriteCondition.ALWAYS;
        }
        return ifMatch(match.get());
    }

    /** The condition of an If-Match, or of the ETag of an entry of DeleteObjects. */
    static WriteCondition ifMatch(String etag) throws S3Exception {
        if (etag.contains(",")) {
            throw S3Exception.notImplemented("A write with If-Match of more than one ETag");
        }
        return etag.equals("*")
                ? new WriteCondition.IfPresent()
                : new WriteCondition.IfMatch(ETagList.unquoted(etag));
    }
}
