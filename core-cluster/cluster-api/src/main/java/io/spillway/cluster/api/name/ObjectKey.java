package io.spillway.cluster.api.name;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The key of an object: 1 to {@value #MAX_BYTES} bytes of UTF-8. Keys are flat (a slash has no meaning to the store)
 * and ordered by their bytes, unsigned, which is the order of every listing.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    /** The limit of S3, counted in UTF-8 bytes. */
    public static final int MAX_BYTES = 1024;

    public ObjectKey {
        int length = encode(value).length;
        if (length == 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an object key has 1 to " + MAX_BYTES + " bytes of UTF-8; this one has " + length);
        }
    }

    /** The key's UTF-8 bytes, in a new array. */
    public byte[] utf8() {
        return encode(value);
    }

    /** The key that these UTF-8 bytes spell; malformed UTF-8 is an {@link IllegalArgumentException}. */
    public static ObjectKey fromUtf8(byte[] bytes) {
        try {
            return new ObjectKey(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an object key is UTF-8; these bytes are not", e);
        }
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Arrays.compareUnsigned(utf8(), other.utf8());
    }

    @Override
    public String toString() {
        return value;
    }

    private static byte[] encode(String value) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.arrayOffset() + bytes.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an object key is Unicode text; this one holds a lone surrogate", e);
        }
    }
}
