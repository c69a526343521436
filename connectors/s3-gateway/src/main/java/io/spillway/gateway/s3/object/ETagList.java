package io.spillway.gateway.s3.object;

import java.util.Arrays;

/** The ETags in a conditional header; S3 takes them with and without quotes. */
record ETagList(String header) {
    boolean matches(String etag) {
        return Arrays.stream(header.split(",", -1)).map(String::strip)
                .anyMatch(one -> one.equals("*") || unquoted(one).equals(etag));
    }

    static String unquoted(String etag) {
        return etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }
}
