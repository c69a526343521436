package io.spillway.gateway.s3.body;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.spillway.gateway.s3.error.S3ErrorCode;

/** Reads the lines between the chunks of a body, and the chunks' bytes past what the lines made it read ahead. */
final class LineBuffer {
    /** The longest line is a trailer with a checksum or a signature; one over this is no such line. */
    static final int MAX_LINE = 512;

    private final BodyReader raw;
    private final ByteBuffer ahead = ByteBuffer.allocate(MAX_LINE).limit(0);

    LineBuffer(BodyReader raw) {
        this.raw = raw;
    }

    /** The next line without its CR LF. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder(96);
        while (true) {
            char c = (char) (next() & 0xff);
            if (c == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                return line.substring(0, line.length() - 1);
            }
            if (line.length() == MAX_LINE) {
                throw new BodyException(S3ErrorCode.INVALID_REQUEST, "A line between chunks is longer than " + MAX_LINE
                        + " bytes; the body is not aws-chunked");
            }
            line.append(c);
        }
    }

    /** At least one and at most {@code limit} bytes of a chunk. */
    int bytes(ByteBuffer target, long limit) throws IOException {
        int most = (int) Math.min(limit, target.remaining());
        if (ahead.hasRemaining()) {
            int count = Math.min(most, ahead.remaining());
            target.put(ahead.slice(ahead.position(), count));
            ahead.position(ahead.position() + count);
            return count;
        }
        int outer = target.limit();
        target.limit(target.position() + most);
        try {
            int count = raw.read(target);
            if (count < 0) {
                throw incomplete();
            }
            return count;
        } finally {
            target.limit(outer);
        }
    }

    boolean atEnd() throws IOException {
        return !ahead.hasRemaining() && fill() < 0;
    }

    private byte next() throws IOException {
        if (!ahead.hasRemaining() && fill() < 0) {
            throw incomplete();
        }
        return ahead.get();
    }

    private int fill() throws IOException {
        ahead.clear();
        int count = raw.read(ahead);
        ahead.flip();
        return count;
    }

    private static BodyException incomplete() {
        return new BodyException(S3ErrorCode.INCOMPLETE_BODY,
                "The request body terminated unexpectedly: the chunks end before the last one.");
    }
}
