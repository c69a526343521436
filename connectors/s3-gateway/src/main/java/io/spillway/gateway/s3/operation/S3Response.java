package io.spillway.gateway.s3.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.gateway.s3.xml.XmlOutput;

/** An answer: status, headers and body; the headers that every answer has are added when it is written. */
public record S3Response(int status, Map<String, String> headers, Body body) {
    /** What follows the headers. */
    public sealed interface Body {}

    public record Empty() implements Body {}

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record Xml(byte[] document) implements Body {}

    /** Bytes of an object, read from the selected range while they are written; the writer closes the content. */
    public record Content(ObjectContent content, long length) implements Body {}

    /** The answer to HEAD: the length that GET would have, and no bytes. */
    public record LengthOnly(long length) implements Body {}

    public S3Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static S3Response of(int status) {
        return new S3Response(status, Map.of(), new Empty());
    }

    public static S3Response of(int status, Map<String, String> headers) {
        return new S3Response(status, headers, new Empty());
    }

    public static S3Response xml(XmlOutput document) {
        return new S3Response(200, Map.of(), new Xml(document.bytes()));
    }

    public S3Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new S3Response(status, more, body);
    }

    public S3Response with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }
}
