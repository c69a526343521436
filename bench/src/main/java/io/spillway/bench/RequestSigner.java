package io.spillway.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 4 in the Authorization header, with {@code UNSIGNED-PAYLOAD}: the generator's CPU time is the
 * server's loss here. Used by one thread. Path and query come encoded and, the query, in order.
 */
final class RequestSigner {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String REGION = "us-east-1";
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

    private final Credentials credentials;
    private final String host;
    private final Clock clock;
    private String day = "";
    private byte[] dayKey = new byte[0];

    RequestSigner(Credentials credentials, String host, Clock clock) {
        this.credentials = credentials;
        this.host = host;
        this.clock = clock;
    }

    /**
     * The head of a request: request line and headers, up to and with the empty line.
     *
     * @param more header lines that are sent without being signed, each with its line end
     */
    byte[] head(String method, String path, String query, long contentLength, String more) {
        String stamp = STAMP.format(ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)));
        String canonical = method + "\n" + path + "\n" + query + "\nhost:" + host
                + "\nx-amz-content-sha256:UNSIGNED-PAYLOAD\nx-amz-date:" + stamp + "\n\n" + SIGNED
                + "\nUNSIGNED-PAYLOAD";
        String scope = stamp.substring(0, 8) + "/" + REGION + "/s3/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + sha256(canonical);
        String signature = HexFormat.of().formatHex(hmac(keyOf(stamp.substring(0, 8)), toSign));
        String target = query.isEmpty() ? path : path + "?" + query;
        return (method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + contentLength
                + "\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD\r\nx-amz-date: " + stamp
                + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=" + credentials.accessKey() + "/" + scope
                + ", SignedHeaders=" + SIGNED + ", Signature=" + signature + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] keyOf(String today) {
        if (!today.equals(day)) {
            byte[] ofDay = hmac(("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8), today);
            dayKey = hmac(hmac(hmac(ofDay, REGION), "s3"), "aws4_request");
            day = today;
        }
        return dayKey;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
