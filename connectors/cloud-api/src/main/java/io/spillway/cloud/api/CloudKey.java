package io.spillway.cloud.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A key that every kind of target holds exactly: 1 to 800 bytes of UTF-8 (S3 and B2 take 1024, the rest is left for
 * the target's prefix), of segments between slashes with 1 to 250 bytes each (B2's limit), none of them "." or ".."
 * (HTTP clients fold those), no control characters (XML 1.0 cannot name them), no backslashes (B2 takes none). Ordered by its UTF-8 bytes.
 */
public record CloudKey(String value) implements Comparable<CloudKey> {
    public static final int MAX_BYTES = 800;
    public static final int MAX_SEGMENT_BYTES = 250;

    public CloudKey {
        if (utf8(value).length > MAX_BYTES) {
            throw new IllegalArgumentException("a key in a target has at most " + MAX_BYTES + " bytes: " + value);
        }
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            throw new IllegalArgumentException("a key in a target has neither control characters nor backslashes");
        }
        for (String segment : value.split("/", -1)) {
            int length = utf8(segment).length;
            if (length == 0 || length > MAX_SEGMENT_BYTES || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("a key in a target has segments of 1 to " + MAX_SEGMENT_BYTES
                        + " bytes between slashes, none \".\" or \"..\": \"" + value + "\"");
            }
        }
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a key in a target is valid Unicode, without half characters", e);
        }
    }

    /** A key whose segments follow this one's. */
    public CloudKey child(String rest) {
        return new CloudKey(value + "/" + rest);
    }

    @Override
    public int compareTo(CloudKey other) {
        return Arrays.compareUnsigned(utf8(value), utf8(other.value));
    }

    @Override
    public String toString() {
        return value;
    }
}
