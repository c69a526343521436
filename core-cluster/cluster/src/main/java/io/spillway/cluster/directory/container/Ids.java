package io.spillway.cluster.directory.container;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.directory.WriteId;

/** Ids and keys as the columns keep them. */
final class Ids {
    private static final HexFormat HEX = HexFormat.of();

    private Ids() {}

    static byte[] raw(VersionId id) {
        return HEX.parseHex(id.value());
    }

    static byte[] raw(WriteId id) {
        return HEX.parseHex(id.value());
    }

    static byte[] raw(UploadId id) {
        return HEX.parseHex(id.value());
    }

    static byte[] raw(IntentId id) {
        return HEX.parseHex(id.value());
    }

    static byte[] digest(String hex) {
        return HEX.parseHex(hex);
    }

    static String hex(byte[] raw) {
        return HEX.formatHex(raw);
    }

    static VersionId version(byte[] raw) {
        return new VersionId(hex(raw));
    }

    static WriteId write(byte[] raw) {
        return new WriteId(hex(raw));
    }

    static ObjectKey key(byte[] utf8) {
        return ObjectKey.fromUtf8(utf8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The first byte string behind everything that begins with {@code prefix}; empty if nothing is behind. */
    static Optional<byte[]> behind(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
