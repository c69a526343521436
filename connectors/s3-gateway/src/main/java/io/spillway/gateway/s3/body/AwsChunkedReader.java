package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.gateway.s3.auth.ChunkSignatures;
import io.spillway.gateway.s3.auth.Sha256;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/**
 * Takes a body out of its {@code aws-chunked} frames. Bytes of a signed chunk are handed on as they come, but the last
 * of them, and with it the next chunk or the end, only after the chunk's signature was verified. A body that ends
 * early, goes on past its end, or has not the announced length never reaches its end.
 */
final class AwsChunkedReader implements BodyReader {
    /** S3's least size of a signed chunk but the last one; it keeps a client from costing us an HMAC a byte. */
    static final int MIN_SIGNED_CHUNK = 8192;

    private final LineBuffer in;
    private final Framing framing;
    private final MessageDigest digest = Sha256.digest();
    /** Bytes of the body that have not been announced by a chunk's header yet. */
    private long unannounced;
    private long leftInChunk;
    private String signature = "";
    private boolean smallChunk;
    private boolean done;
    private Optional<byte[]> trailer = Optional.empty();

    /**
     * @param signatures the chain to verify, if chunks are signed
     * @param hasTrailer whether a trailer follows the last chunk
     */
    record Framing(Optional<ChunkSignatures> signatures, boolean hasTrailer, Optional<ChecksumAlgorithm> announced) {}

    AwsChunkedReader(BodyReader raw, long decodedLength, Framing framing) {
        this.in = new LineBuffer(raw);
        this.unannounced = decodedLength;
        this.framing = framing;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (leftInChunk == 0 && !done) {
            nextChunk();
        }
        if (done) {
            return -1;
        }
        int start = target.position();
        int count = in.bytes(target, leftInChunk);
        leftInChunk -= count;
        if (framing.signatures().isPresent()) {
            digest.update(target.duplicate().flip().position(start));
        }
        if (leftInChunk == 0) {
            verifyChunk();
            requireEmptyLine();
        }
        return count;
    }

    /** The value of the announced trailer; asked for after the end was reached. */
    Optional<byte[]> trailer() {
        return trailer;
    }

    private void nextChunk() throws IOException {
        String line = in.line();
        ChunkHeader header = framing.signatures().isPresent() ? ChunkHeader.signed(line) : ChunkHeader.unsigned(line);
        signature = header.signature();
        if (header.size() > unannounced) {
            throw new BodyException(S3ErrorCode.INCOMPLETE_BODY,
                    "The chunks hold more bytes than x-amz-decoded-content-length says");
        }
        if (header.size() == 0) {
            finish();
            return;
        }
        if (smallChunk) {
            throw new BodyException(S3ErrorCode.INVALID_CHUNK_SIZE, "Only the last chunk is allowed to have a size"
                    + " less than " + MIN_SIGNED_CHUNK + " bytes");
        }
        smallChunk = framing.signatures().isPresent() && header.size() < MIN_SIGNED_CHUNK;
        unannounced -= header.size();
        leftInChunk = header.size();
    }

    private void finish() throws IOException {
        if (unannounced > 0) {
            throw new BodyException(S3ErrorCode.INCOMPLETE_BODY, "The chunks hold " + unannounced
                    + " bytes less than x-amz-decoded-content-length says");
        }
        verifyChunk();
        if (framing.hasTrailer()) {
            trailer = Trailer.read(in, framing.announced(), framing.signatures());
        } else {
            requireEmptyLine();
        }
        if (!in.atEnd()) {
            throw new BodyException(S3ErrorCode.INVALID_REQUEST, "The body goes on behind its last chunk");
        }
        done = true;
    }

    private void verifyChunk() throws IOException {
        if (framing.signatures().isPresent()) {
            try {
                framing.signatures().get().verifyChunk(digest.digest(), signature);
            } catch (S3Exception e) {
                throw new BodyException(e);
            }
        }
    }

    private void requireEmptyLine() throws IOException {
        if (!in.line().isEmpty()) {
            throw new BodyException(S3ErrorCode.INVALID_REQUEST, "A chunk is not followed by CR LF");
        }
    }
}
