package io.spillway.gateway.s3.object;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.request.Query;

/** The headers that tell of an object. */
public final class ObjectHeaders {
    /** What S3 answers for an object that was stored without a type. */
    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final String OVERRIDE = "response-";

    private ObjectHeaders() {}

    public static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** Of the answer to GET and HEAD, with what the query overrides. */
    static Map<String, String> of(ObjectStat stat, Query query) throws S3Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("etag", quoted(stat.etag()));
        headers.put("last-modified", HttpDates.header(stat.modified()));
        headers.put("accept-ranges", "bytes");
        headers.put("content-type", DEFAULT_TYPE);
        headers.putAll(stat.attributes().headers());
        for (String name : RequestAttributes.CONTENT_HEADERS) {
            String parameter = OVERRIDE + name;
            if (query.has(parameter)) {
                headers.put(name, override(parameter, query.get(parameter).orElse("")));
            }
        }
        stat.attributes().metadata().forEach((name, value) -> headers.put(RequestAttributes.METADATA + name,
                mailSafe(value)));
        if (!stat.storageClass().equals(ObjectStat.STANDARD)) {
            headers.put("x-amz-storage-class", stat.storageClass());
        }
        return headers;
    }

    /** The checksums with their type; S3 gives them with a whole object only. */
    public static Map<String, String> checksums(List<Checksum> checksums, int parts) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Checksum checksum : checksums) {
            if (ChecksumNames.ADDITIONAL.contains(checksum.algorithm())) {
                headers.put(ChecksumNames.header(checksum.algorithm()), ChecksumNames.encode(checksum, parts));
                headers.put("x-amz-checksum-type", checksum.kind().name());
            }
        }
        return headers;
    }

    private static String override(String parameter, String value) throws S3Exception {
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw S3Exception.invalidArgument(parameter, "", "A header's value cannot hold control characters");
        }
        // Each byte of UTF-8 becomes one char, which is one byte of the wire again.
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A value of user metadata as S3 answers it: what is not ASCII is encoded as RFC 2047 says. */
    private static String mailSafe(String value) {
        if (RequestAttributes.isAscii(value)) {
            return value;
        }
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
