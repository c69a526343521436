package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.gateway.s3.auth.Payload;
import io.spillway.gateway.s3.auth.VerifiedRequest;
import io.spillway.gateway.s3.checksum.ExpectedChecksums;
import io.spillway.gateway.s3.checksum.SmallChecksums;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Headers;

/** The body of a verified request, as the store reads it. */
public final class ClientBody implements ObjectSource {
    private final BodyReader reader;
    private final Optional<AwsChunkedReader> chunked;
    private final long length;
    private final ExpectedChecksums checksums;

    private ClientBody(BodyReader reader, Optional<AwsChunkedReader> chunked, long length,
            ExpectedChecksums checksums) {
        this.reader = reader;
        this.chunked = chunked;
        this.length = length;
        this.checksums = checksums;
    }

    /**
     * Unframes and checks the body as the request's signature says.
     *
     * @param raw the bytes of the HTTP body as they come
     */
    public static ClientBody open(VerifiedRequest request, BodyReader raw) throws S3Exception {
        return open(request, raw, ExpectedChecksums.of(request.head().headers()));
    }

    /** The same, where the checksum headers of the request do not tell of its body. */
    public static ClientBody openUnchecked(VerifiedRequest request, BodyReader raw) throws S3Exception {
        return open(request, raw, ExpectedChecksums.NONE);
    }

    private static ClientBody open(VerifiedRequest request, BodyReader raw, ExpectedChecksums checksums)
            throws S3Exception {
        Headers headers = request.head().headers();
        return switch (request.payload()) {
            case Payload.Hashed hashed -> plain(new HashedReader(raw, hashed.sha256()), headers, checksums);
            case Payload.Unsigned _ -> plain(raw, headers, checksums);
            case Payload.SignedChunks _ -> chunked(request, raw, checksums, false);
            case Payload.SignedChunksAndTrailer _,Payload.UnsignedChunksAndTrailer _ ->
                chunked(request, raw, checksums, true);
        };
    }

    private static ClientBody plain(BodyReader reader, Headers headers, ExpectedChecksums checksums)
            throws S3Exception {
        requireNoTrailer(checksums);
        return new ClientBody(reader, Optional.empty(), length(headers, "content-length"), checksums);
    }

    private static ClientBody chunked(VerifiedRequest request, BodyReader raw, ExpectedChecksums checksums,
            boolean trailer) throws S3Exception {
        if (!trailer) {
            requireNoTrailer(checksums);
        }
        long length = length(request.head().headers(), "x-amz-decoded-content-length");
        AwsChunkedReader reader = new AwsChunkedReader(raw, length,
                new AwsChunkedReader.Framing(request.chunks(), trailer, checksums.inTrailer()));
        return new ClientBody(reader, Optional.of(reader), length, checksums);
    }

    private static void requireNoTrailer(ExpectedChecksums checksums) throws S3Exception {
        if (checksums.inTrailer().isPresent()) {
            throw S3Exception.invalidRequest("x-amz-trailer announces a trailer that a body of this"
                    + " x-amz-content-sha256 cannot have");
        }
    }

    private static long length(Headers headers, String name) throws S3Exception {
        String text = headers.single(name).orElseThrow(() -> new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH,
                "You must provide the " + name + " HTTP header."));
        if (!text.matches("[0-9]{1,15}")) {
            throw S3Exception.invalidArgument(name, text, name + " is not a number of bytes");
        }
        long length = Long.parseLong(text);
        if (length > ObjectWriter.MAX_PUT_BYTES) {
            throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE,
                    "Your proposed upload exceeds the maximum allowed size").detail("ProposedSize", text)
                    .detail("MaxSizeAllowed", Long.toString(ObjectWriter.MAX_PUT_BYTES));
        }
        return length;
    }

    public ExpectedChecksums checksums() {
        return checksums;
    }

    /** The whole body, its checksums verified here, for a request whose body does not go to the store. */
    public byte[] readSmall(int limit) throws S3Exception, IOException {
        if (length > limit) {
            throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED, "Your request was too big.")
                    .detail("MaxMessageLengthBytes", Integer.toString(limit));
        }
        // One byte more than announced, so that the end is always read and its checks run.
        ByteBuffer bytes = ByteBuffer.allocate((int) length + 1);
        boolean more = true;
        while (more && bytes.hasRemaining()) {
            more = read(bytes) >= 0;
        }
        if (bytes.position() != length) {
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY,
                    "You did not provide the number of bytes specified by the Content-Length HTTP header");
        }
        byte[] body = new byte[(int) length];
        bytes.flip().get(body);
        SmallChecksums.verify(body, expected());
        return body;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return reader.read(target);
    }

    @Override
    public Map<ChecksumAlgorithm, byte[]> expected() {
        Map<ChecksumAlgorithm, byte[]> expected = new EnumMap<>(ChecksumAlgorithm.class);
        expected.putAll(checksums.values());
        chunked.flatMap(AwsChunkedReader::trailer)
                .ifPresent(value -> expected.put(checksums.inTrailer().orElseThrow(), value));
        return expected;
    }
}
