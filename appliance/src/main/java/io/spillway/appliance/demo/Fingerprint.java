package io.spillway.appliance.demo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an object's bytes are known by: SHA-256, as hex.
 *
 * @param whole of all bytes
 * @param middle of those in its {@link Middle}; of nothing, if it has none
 */
record Fingerprint(String whole, String middle) {
    private static final int BUFFER = 64 << 10;

    /** Reads a stream to its end. */
    static Fingerprint of(InputStream bytes, long size) throws IOException {
        Making making = new Making(size);
        byte[] buffer = new byte[BUFFER];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            making.update(buffer, 0, read);
        }
        return making.done();
    }

    /** SHA-256 of a stream, as hex. */
    static String digest(InputStream bytes) throws IOException {
        return of(bytes, 0).whole();
    }

    /** A fingerprint in the making, for bytes that pass by. */
    static final class Making {
        private final MessageDigest whole = sha256();
        private final MessageDigest middle = sha256();
        private final Optional<Middle> range;
        private long position;

        /** @param size that the object is to have, which says where its middle is */
        Making(long size) {
            range = Middle.of(size);
        }

        void update(byte[] bytes, int offset, int length) {
            whole.update(bytes, offset, length);
            range.ifPresent(wanted -> {
                int from = Math.clamp(wanted.first() - position, 0, length);
                int to = Math.clamp(wanted.last() + 1 - position, 0, length);
                middle.update(bytes, offset + from, to - from);
            });
            position += length;
        }

        Fingerprint done() {
            return new Fingerprint(HexFormat.of().formatHex(whole.digest()),
                    HexFormat.of().formatHex(middle.digest()));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
