package io.spillway.gateway.s3.auth;

import java.util.List;

import io.spillway.gateway.s3.request.RequestHead;

/** The canonical request of Signature Version 4 and the string that is signed. */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static String text(RequestHead head, SignatureClaim claim) {
        StringBuilder text = new StringBuilder(512);
        text.append(head.method()).append('\n');
        text.append(head.canonicalPath()).append('\n');
        text.append(head.query().canonical(SignatureClaim.QUERY_SIGNATURE)).append('\n');
        List<String> names = claim.signedHeaders();
        for (String name : names) {
            String value = head.headers().get(name).orElse("");
            text.append(name).append(':').append(oneSpace(value.strip())).append('\n');
        }
        text.append('\n').append(String.join(";", names)).append('\n').append(claim.payload());
        return text.toString();
    }

    /** Runs of spaces count as one; nearly no value has any. */
    private static String oneSpace(String value) {
        return value.contains("  ") ? value.replaceAll(" +", " ") : value;
    }

    static String stringToSign(RequestHead head, SignatureClaim claim) {
        return SignatureClaim.ALGORITHM + "\n" + claim.timestamp() + "\n" + claim.scope().text() + "\n"
                + Sha256.hex(text(head, claim));
    }
}
