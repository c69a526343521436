package io.spillway.gateway.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.spillway.cluster.api.account.Secret;

/** The key of one day, region and service, derived from a secret. */
final class SigningKey {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    static SigningKey derive(Secret secret, CredentialScope scope) {
        SigningKey date = new SigningKey(("AWS4" + secret.reveal()).getBytes(StandardCharsets.UTF_8))
                .next(scope.date());
        return date.next(scope.region()).next(scope.service()).next(scope.terminator());
    }

    private SigningKey next(String text) {
        return new SigningKey(hmac(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Lower-case hex. The text is ASCII but for header values, which are ISO 8859-1 (a char is a byte of the wire). */
    String sign(String stringToSign) {
        return HexFormat.of().formatHex(hmac(stringToSign.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Whether the text has this signature, in a time that does not depend on where they differ. */
    boolean verifies(String stringToSign, String signature) {
        return MessageDigest.isEqual(sign(stringToSign).getBytes(StandardCharsets.ISO_8859_1),
                signature.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] hmac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no " + HMAC, e);
        }
    }
}
