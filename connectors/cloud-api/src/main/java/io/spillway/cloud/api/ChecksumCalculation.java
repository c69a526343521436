package io.spillway.cloud.api;

import java.io.IOException;
import java.io.InputStream;

/** Makes the {@link Checksum} that a target should have for a source, reading the source once. */
public final class ChecksumCalculation {
    private static final int BUFFER_BYTES = 64 * 1024;

    private ChecksumCalculation() {}

    /** The source's checksum by the same algorithm and over the same parts as the one a target answered. */
    public static Checksum like(Checksum answered, CloudSource source) throws IOException {
        String hex = switch (answered.coverage()) {
            case Checksum.Coverage.Whole _ -> whole(answered.algorithm(), source);
            case Checksum.Coverage.Parts parts -> ofParts(answered.algorithm(), source, parts.partBytes());
        };
        return new Checksum(answered.algorithm(), answered.coverage(), hex);
    }

    private static String whole(Checksum.Algorithm algorithm, CloudSource source) throws IOException {
        RunningChecksum running = RunningChecksum.of(algorithm);
        try (InputStream in = source.open(0)) {
            feed(in, source.length(), running);
        }
        return running.hex();
    }

    private static String ofParts(Checksum.Algorithm algorithm, CloudSource source, long partBytes)
            throws IOException {
        RunningChecksum ofDigests = RunningChecksum.of(algorithm);
        try (InputStream in = source.open(0)) {
            for (long at = 0; at < source.length(); at += partBytes) {
                RunningChecksum part = RunningChecksum.of(algorithm);
                feed(in, Math.min(partBytes, source.length() - at), part);
                byte[] digest = part.digest();
                ofDigests.update(digest, 0, digest.length);
            }
        }
        return ofDigests.hex();
    }

    private static void feed(InputStream in, long length, RunningChecksum running) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long left = length; left > 0;) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the source ended " + left + " bytes before its length");
            }
            running.update(buffer, 0, read);
            left -= read;
        }
    }
}
