package io.spillway.gateway.s3.listing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.spillway.gateway.s3.error.S3Exception;

/** Where a listing goes on, as text that clients hand back without looking into it. */
final class ContinuationToken {
    /** Tells our tokens from keys that a client mistook for one, and this form from later ones. */
    private static final String MARK = "1:";

    private ContinuationToken() {}

    static String encode(String after) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + after).getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String token) throws S3Exception {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException _) {
            // Not base64: answered below like any other text that is not ours.
        }
        throw S3Exception.invalidArgument("continuation-token", token, "The continuation token provided is incorrect");
    }
}
