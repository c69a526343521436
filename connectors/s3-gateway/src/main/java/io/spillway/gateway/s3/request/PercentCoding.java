package io.spillway.gateway.s3.request;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** Percent-encoding as Signature Version 4 defines it: everything but unreserved characters, upper-case hex. */
public final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** The bytes behind the text. A plus sign means a space in a query and itself in a path. */
    static byte[] decode(String raw, boolean query) throws S3Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length() || !isHex(raw.charAt(i + 1)) || !isHex(raw.charAt(i + 2))) {
                    throw new S3Exception(S3ErrorCode.INVALID_URI,
                            "The URI holds a % that two hex digits do not follow");
                }
                bytes.write((Character.digit(raw.charAt(i + 1), 16) << 4) | Character.digit(raw.charAt(i + 2), 16));
                i += 2;
            } else if (c == '+' && query) {
                bytes.write(' ');
            } else if (c > 0x20 && c < 0x7f) {
                bytes.write(c);
            } else {
                throw new S3Exception(S3ErrorCode.INVALID_URI,
                        "The URI holds a character that must be percent-encoded");
            }
        }
        return bytes.toByteArray();
    }

    /** The text of these bytes, for a canonical request. */
    static String encode(byte[] bytes, boolean keepSlash) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (isUnreserved(b) || (b == '/' && keepSlash)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return text.toString();
    }

    /** A key as a listing with {@code encoding-type=url} shows it: slashes stay. */
    public static String encodeKey(String key) {
        return encode(key.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Decodes a header that holds a percent-encoded path, such as {@code x-amz-copy-source}. */
    public static String decodePath(String raw) throws S3Exception {
        return utf8(decode(raw, false));
    }

    static String utf8(byte[] bytes) throws S3Exception {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new S3Exception(S3ErrorCode.INVALID_URI, "The URI is not UTF-8 once it is percent-decoded");
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '.'
                || b == '_'
                || b == '~';
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
