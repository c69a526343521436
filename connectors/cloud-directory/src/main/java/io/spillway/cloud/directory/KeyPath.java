package io.spillway.cloud.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudKey;

/**
 * The file that a key is kept in, and back. Segments become folders; every byte but letters, digits, '-', '_' and '.'
 * is written %XX, and so is a dot in front, so no name is special to a file system. Files end in ".object" and folders
 * do not, so "a" and "a/b" live side by side. A segment of more than {@value #PIECE_BYTES} bytes is cut, because a
 * file name has at most 255: every piece but the last is a folder that ends with a bare '%'.
 */
final class KeyPath {
    static final String FILE_END = ".object";
    private static final String CUT = "%";
    private static final String FOLDER_LIKE_FILE = "%2Eobject";
    /** 3 x 64 characters at worst, and the end. */
    private static final int PIECE_BYTES = 64;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private KeyPath() {}

    static Path of(Path root, String key) {
        List<String> names = new ArrayList<>();
        String[] segments = key.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            byte[] bytes = segments[i].getBytes(StandardCharsets.UTF_8);
            int at = 0;
            for (; bytes.length - at > PIECE_BYTES; at += PIECE_BYTES) {
                names.add(encode(bytes, at, at + PIECE_BYTES) + CUT);
            }
            String last = encode(bytes, at, bytes.length);
            names.add(i == segments.length - 1 ? last + FILE_END : folder(last));
        }
        return root.resolve(String.join("/", names));
    }

    private static String folder(String name) {
        return name.endsWith(FILE_END)
                ? name.substring(0, name.length() - FILE_END.length()) + FOLDER_LIKE_FILE
                : name;
    }

    private static String encode(byte[] bytes, int from, int to) {
        StringBuilder name = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (plain(bytes[i]) && (bytes[i] != '.' || i > from)) {
                name.append((char) bytes[i]);
            } else {
                name.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return name.toString();
    }

    private static boolean plain(byte value) {
        return switch (value) {
            case '-', '_', '.' -> true;
            default -> Character.isLetterOrDigit(value) && value > 0;
        };
    }

    /**
     * The bytes of a key that a file under a folder of {@code before} ends; empty if no key has this name. Bytes are
     * held as strings of one character each, which sort as the bytes do.
     */
    static Optional<String> file(String before, String name) {
        if (!name.endsWith(FILE_END)) {
            return Optional.empty();
        }
        return decode(name.substring(0, name.length() - FILE_END.length())).map(before::concat);
    }

    /** The bytes that every key under this folder begins with. */
    static Optional<String> folder(String before, String name) {
        return name.endsWith(CUT)
                ? decode(name.substring(0, name.length() - CUT.length())).map(before::concat)
                : decode(name).map(segment -> before + segment + "/");
    }

    private static Optional<String> decode(String name) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%' && i + 2 < name.length() && HexFormat.isHexDigit(name.charAt(i + 1))
                    && HexFormat.isHexDigit(name.charAt(i + 2))) {
                bytes.append((char) HexFormat.fromHexDigits(name, i + 1, i + 3));
                i += 2;
            } else if (c < 0x80 && plain((byte) c) && (c != '.' || i > 0)) {
                bytes.append(c);
            } else {
                return Optional.empty();
            }
        }
        return bytes.isEmpty() ? Optional.empty() : Optional.of(bytes.toString());
    }

    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The bytes as a key; empty for a name that somebody else made up. */
    static Optional<CloudKey> key(String bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1))).toString();
            return Optional.of(new CloudKey(text));
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
