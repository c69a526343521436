package io.spillway.gateway.s3.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;
import io.spillway.gateway.s3.request.HttpDates;

/**
 * The conditional headers of a read, or of a copy's source, in the order of RFC 9110 section 13.2.2. An ETag decides
 * over a date where both are given.
 *
 * @param prefix before the headers' names
 * @param notModified what is answered if the client has the object already
 */
record ReadConditions(Headers headers, String prefix, S3ErrorCode notModified) {
    static ReadConditions ofRead(Headers headers) {
        return new ReadConditions(headers, "", S3ErrorCode.NOT_MODIFIED);
    }

    static ReadConditions ofCopySource(Headers headers) {
        return new ReadConditions(headers, "x-amz-copy-source-", S3ErrorCode.PRECONDITION_FAILED);
    }

    boolean any() {
        return header("if-match").or(() -> header("if-none-match")).or(() -> header("if-modified-since"))
                .or(() -> header("if-unmodified-since")).isPresent();
    }

    /** Returns if the object may be sent, and throws the answer if not. */
    void require(ObjectStat stat) throws S3Exception {
        Instant modified = stat.modified().truncatedTo(ChronoUnit.SECONDS);
        Optional<String> match = header("if-match");
        if (match.isPresent()
                ? !new ETagList(match.get()).matches(stat.etag())
                : date("if-unmodified-since").map(modified::isAfter).orElse(false)) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED,
                    "At least one of the pre-conditions you specified did not hold")
                    .detail("Condition", match.isPresent() ? "If-Match" : "If-Unmodified-Since");
        }
        Optional<String> noneMatch = header("if-none-match");
        if (noneMatch.isPresent()
                ? new ETagList(noneMatch.get()).matches(stat.etag())
                : date("if-modified-since").map(date -> !modified.isAfter(date)).orElse(false)) {
            throw new S3Exception(notModified, "At least one of the pre-conditions you specified did not hold")
                    .detail("Condition", noneMatch.isPresent() ? "If-None-Match" : "If-Modified-Since")
                    .header("etag", ObjectHeaders.quoted(stat.etag()))
                    .header("last-modified", HttpDates.header(stat.modified()));
        }
    }

    private Optional<String> header(String name) {
        return headers.get(prefix + name);
    }

    private Optional<Instant> date(String name) {
        return header(name).flatMap(HttpDates::parse);
    }
}
