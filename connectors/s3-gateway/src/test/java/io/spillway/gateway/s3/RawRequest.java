package io.spillway.gateway.s3;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.spillway.cluster.api.account.AccessKey;

/** A request written by hand and signed; the path and the query are given as they stand on the wire. */
public final class RawRequest {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private final String method;
    private final String path;
    private final String query;
    private final SortedMap<String, String> headers = new TreeMap<>();
    private final SortedMap<String, String> unsigned = new TreeMap<>();
    private AccessKey key = GatewayFixture.KEY;
    private Instant time = Clock.systemUTC().instant();
    private String region = GatewayFixture.REGION;
    private byte[] body = new byte[0];
    private String signature = "";

    public RawRequest(String method, String target) {
        int question = target.indexOf('?');
        this.method = method;
        this.path = question < 0 ? target : target.substring(0, question);
        this.query = question < 0 ? "" : target.substring(question + 1);
        headers.put("host", "127.0.0.1");
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    }

    public RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public RawRequest unsignedHeader(String name, String value) {
        unsigned.put(name, value);
        return this;
    }

    public RawRequest body(byte[] bytes) {
        body = bytes;
        headers.put("content-length", Integer.toString(bytes.length));
        return this;
    }

    public RawRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawRequest at(Instant instant) {
        time = instant;
        return this;
    }

    public RawRequest in(String other) {
        region = other;
        return this;
    }

    public RawRequest by(AccessKey other) {
        key = other;
        return this;
    }

    /** Puts this where the signature belongs. */
    public RawRequest signature(String forged) {
        signature = forged;
        return this;
    }

    public TestSigner signer() {
        return new TestSigner(key, TIMESTAMP.format(time), region);
    }

    /** The signature of the head, from which those of chunks go on. */
    public String seed() {
        headers.put("x-amz-date", TIMESTAMP.format(time));
        String canonicalQuery = Arrays.stream(query.split("&", -1)).filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=").sorted().collect(Collectors.joining("&"));
        String canonicalHeaders = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n").collect(Collectors.joining());
        return signer().sign(method + "\n" + path + "\n" + canonicalQuery + "\n" + canonicalHeaders + "\n"
                + String.join(";", headers.keySet()) + "\n" + headers.get("x-amz-content-sha256"));
    }

    public byte[] head() {
        String seed = seed();
        StringBuilder text = new StringBuilder(method + " " + path + (query.isEmpty() ? "" : "?" + query)
                + " HTTP/1.1\r\n");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        unsigned.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("authorization: AWS4-HMAC-SHA256 Credential=").append(key.id()).append('/')
                .append(signer().scope()).append(", SignedHeaders=").append(String.join(";", headers.keySet()))
                .append(", Signature=").append(signature.isEmpty() ? seed : signature).append("\r\n\r\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        byte[] head = head();
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
