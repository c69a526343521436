package io.spillway.gateway.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.spillway.cluster.api.account.AccessKey;

/**
 * Signature Version 4 from the client's side, written from its description and apart from the gateway's, to make
 * requests that no SDK would send.
 */
public record TestSigner(AccessKey key, String timestamp, String region) {
    public String scope() {
        return timestamp.substring(0, 8) + "/" + region + "/s3/aws4_request";
    }

    public String sign(String canonicalRequest) {
        return hmacHex("AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope() + "\n" + sha256(canonicalRequest
                .getBytes(StandardCharsets.UTF_8)));
    }

    public String chunk(String previous, byte[] bytes) {
        return hmacHex("AWS4-HMAC-SHA256-PAYLOAD\n" + timestamp + "\n" + scope() + "\n" + previous + "\n"
                + sha256(new byte[0]) + "\n" + sha256(bytes));
    }

    public String trailer(String previous, String lines) {
        return hmacHex("AWS4-HMAC-SHA256-TRAILER\n" + timestamp + "\n" + scope() + "\n" + previous + "\n"
                + sha256(lines.getBytes(StandardCharsets.UTF_8)));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String hmacHex(String text) {
        byte[] signing = hmac(("AWS4" + key.secret().reveal()).getBytes(StandardCharsets.UTF_8),
                timestamp.substring(0, 8));
        for (String step : new String[]{region, "s3", "aws4_request"}) {
            signing = hmac(signing, step);
        }
        return HexFormat.of().formatHex(hmac(signing, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
