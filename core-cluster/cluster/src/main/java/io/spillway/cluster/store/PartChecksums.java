package io.spillway.cluster.store;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.PartStat;

/** The ETag and checksum of a multipart object, made of those of its parts. */
final class PartChecksums {
    private PartChecksums() {}

    /** Hex MD5 of the parts' MD5s, a dash, and their number. */
    static String etag(List<PartStat> parts) {
        MessageDigest md5 = RunningChecksums.digest("MD5");
        parts.forEach(part -> md5.update(HexFormat.of().parseHex(part.etag())));
        return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    }

    /** The object's checksum; none if a part lacks its own. */
    static Optional<Checksum> of(ChecksumAlgorithm algorithm, Checksum.Kind kind, List<PartStat> parts) {
        List<Checksum> ofParts = parts.stream().flatMap(part -> part.checksums().stream())
                .filter(checksum -> checksum.algorithm() == algorithm).toList();
        if (ofParts.size() != parts.size()) {
            return Optional.empty();
        }
        byte[] value = switch (kind) {
            case COMPOSITE -> composite(algorithm, ofParts);
            case FULL_OBJECT -> fullObject(algorithm, parts, ofParts);
        };
        return Optional.of(new Checksum(algorithm, HexFormat.of().formatHex(value), kind));
    }

    private static byte[] composite(ChecksumAlgorithm algorithm, List<Checksum> ofParts) {
        RunningChecksums checksums = new RunningChecksums(Set.of(algorithm));
        ofParts.forEach(part -> checksums.update(part.bytes(), 0, algorithm.length()));
        Map<ChecksumAlgorithm, byte[]> values = checksums.finish();
        return Optional.ofNullable(values.get(algorithm)).orElseThrow();
    }

    private static byte[] fullObject(ChecksumAlgorithm algorithm, List<PartStat> parts, List<Checksum> ofParts) {
        CrcCombination combination = combination(algorithm).orElseThrow();
        long value = 0;
        for (int i = 0; i < parts.size(); i++) {
            long part = Long.parseUnsignedLong(ofParts.get(i).value(), 16);
            value = i == 0 ? part : combination.combine(value, part, parts.get(i).size());
        }
        return RunningChecksums.bigEndian(value, algorithm.length());
    }

    /** How checksums of this kind are put together; none for a hash, which needs all the bytes again. */
    static Optional<CrcCombination> combination(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> Optional.of(CrcCombination.CRC32);
            case CRC32C -> Optional.of(CrcCombination.CRC32C);
            case CRC64NVME -> Optional.of(CrcCombination.CRC64NVME);
            case MD5, SHA1, SHA256 -> Optional.empty();
        };
    }
}
