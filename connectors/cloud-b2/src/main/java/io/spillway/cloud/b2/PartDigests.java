package io.spillway.cloud.b2;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.backblaze.b2.client.contentSources.B2Headers;
import io.spillway.cloud.api.Checksum;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.CorruptSourceException;
import io.spillway.cloud.api.RunningChecksum;
import io.spillway.cloud.api.SourceStretch;

/**
 * The SHA-1 of every part of a large object, made before the first one is sent. B2 compares each with what arrives, and
 * all of them again when the file is finished, but tells none of them afterwards. So their digest goes with the file from
 * its beginning, as file info, which cannot be changed: a later question for the file answers it.
 *
 * @param partBytes of every part but the last
 * @param parts one SHA-1 for each part in order, hex
 * @param whole SHA-1 of all the bytes, hex; other programs look for it under B2's own name
 */
record PartDigests(long partBytes, List<String> parts, String whole) {
    /** Name of our file info: bytes of a part, a hyphen, SHA-1 of the parts' SHA-1s. */
    private static final String INFO = "spillway-parts-sha1";
    private static final String FORM = "([1-9][0-9]{0,9})-([0-9a-f]{40})";

    PartDigests {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the source once.
     *
     * @throws CorruptSourceException if its bytes are not of its SHA-256; then nothing needs to be sent
     */
    static PartDigests of(CloudKey key, CloudSource source, long partBytes) throws IOException {
        RunningChecksum sha256 = RunningChecksum.of(Checksum.Algorithm.SHA256);
        RunningChecksum whole = RunningChecksum.of(Checksum.Algorithm.SHA1);
        List<String> parts = new ArrayList<>();
        for (long at = 0; at < source.length(); at += partBytes) {
            RunningChecksum part = RunningChecksum.of(Checksum.Algorithm.SHA1);
            new SourceStretch(key, source, at, Math.min(partBytes, source.length() - at)).feed(part, whole, sha256);
            parts.add(part.hex());
        }
        CorruptSourceException.requireSha256(key, source, sha256);
        return new PartDigests(partBytes, parts, whole.hex());
    }

    Checksum evidence() {
        RunningChecksum ofDigests = RunningChecksum.of(Checksum.Algorithm.SHA1);
        for (String part : parts) {
            byte[] digest = HexFormat.of().parseHex(part);
            ofDigests.update(digest, 0, digest.length);
        }
        return evidence(partBytes, ofDigests.hex());
    }

    private static Checksum evidence(long partBytes, String hex) {
        return new Checksum(Checksum.Algorithm.SHA1, new Checksum.Coverage.Parts(partBytes), hex);
    }

    /** What the file is begun with. */
    Map<String, String> info() {
        return Map.of(B2Headers.LARGE_FILE_SHA1_INFO_NAME, whole, INFO, partBytes + "-" + evidence().hex());
    }

    /** The evidence in the info of a file; empty if it is not one of ours. */
    static Optional<Checksum> declared(Map<String, String> info) {
        String text = info.getOrDefault(INFO, "");
        if (!text.matches(FORM)) {
            return Optional.empty();
        }
        int hyphen = text.indexOf('-');
        return Optional.of(evidence(Long.parseLong(text.substring(0, hyphen)), text.substring(hyphen + 1)));
    }
}
