package io.spillway.gateway.s3.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.spillway.cluster.api.object.ByteRange;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;

/** The Range header, of one range. */
final class RangeHeader {
    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]*)\\s*-\\s*([0-9]*)\\s*");
    /** Nineteen digits could pass a long's end; eighteen are more than any object has. */
    private static final int LONG_DIGITS = 18;
    private static final Pattern MULTIPLE = Pattern.compile("bytes=[0-9,\\s-]*,[0-9,\\s-]*");

    private RangeHeader() {}

    /** The bytes asked for; empty where the header is malformed, since HTTP says that it is passed over then. */
    static Optional<ByteRange> resolve(String header, long size) throws S3Exception {
        Matcher range = SINGLE.matcher(header);
        if (!range.matches()) {
            if (MULTIPLE.matcher(header).matches()) {
                throw S3Exception.notImplemented("A Range of more than one range");
            }
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(header, position(last), size));
        }
        long start = position(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : position(last);
        if (end < start) {
            return Optional.empty();
        }
        if (start >= size) {
            throw unsatisfiable(header, size);
        }
        return Optional.of(new ByteRange(start, Math.min(end, size - 1) - start + 1));
    }

    /** A number past a long's end lies behind every object just as well. */
    private static long position(String digits) {
        return digits.length() > LONG_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static ByteRange suffix(String header, long length, long size) throws S3Exception {
        if (length == 0 || size == 0) {
            throw unsatisfiable(header, size);
        }
        long start = Math.max(0, size - length);
        return new ByteRange(start, size - start);
    }

    static String contentRange(ByteRange range, long size) {
        return "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + size;
    }

    private static S3Exception unsatisfiable(String header, long size) {
        return new S3Exception(S3ErrorCode.INVALID_RANGE, "The requested range is not satisfiable")
                .detail("RangeRequested", header).detail("ActualObjectSize", Long.toString(size))
                .header("content-range", "bytes */" + size);
    }
}
