package io.spillway.gateway.s3.body;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.gateway.s3.error.S3ErrorCode;

/** The line before a chunk. {@code signature} is empty where chunks are not signed. */
record ChunkHeader(long size, String signature) {
    /** Nine hex digits hold 5 GiB, the most that one body may have. */
    private static final Pattern SIGNED = Pattern.compile("([0-9a-fA-F]{1,9});chunk-signature=([0-9a-f]{64})");
    private static final Pattern UNSIGNED = Pattern.compile("([0-9a-fA-F]{1,9})()");

    static ChunkHeader signed(String line) throws BodyException {
        return parse(SIGNED, line);
    }

    static ChunkHeader unsigned(String line) throws BodyException {
        return parse(UNSIGNED, line);
    }

    private static ChunkHeader parse(Pattern pattern, String line) throws BodyException {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new BodyException(S3ErrorCode.INVALID_REQUEST,
                    "The body is not aws-chunked as x-amz-content-sha256 says: a chunk's header is malformed");
        }
        return new ChunkHeader(Long.parseLong(matcher.group(1), 16), matcher.group(2));
    }
}
