package io.spillway.gateway.s3.checksum;

import java.io.ByteArrayOutputStream;
import java.util.List;

import io.spillway.cluster.api.object.ChecksumAlgorithm;

/** The checksum of a multipart object from those of its parts, made without its bytes. */
public final class PartChecksums {
    private PartChecksums() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Piece(byte[] checksum, long length) {}

    /** The checksum of the parts' checksums. */
    public static byte[] composite(ChecksumAlgorithm algorithm, List<Piece> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(piece.checksum()));
        return SmallChecksums.of(algorithm, all.toByteArray());
    }

    /** The checksum of all bytes; there must be a piece, and the algorithm be a CRC. */
    public static byte[] fullObject(ChecksumAlgorithm algorithm, List<Piece> pieces) {
        CrcCombination combination = CrcCombination.of(algorithm);
        byte[] whole = pieces.getFirst().checksum();
        for (Piece piece : pieces.subList(1, pieces.size())) {
            whole = combination.append(whole, piece.checksum(), piece.length());
        }
        return whole;
    }
}
