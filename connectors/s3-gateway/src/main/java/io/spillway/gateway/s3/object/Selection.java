package io.spillway.gateway.s3.object;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.S3Call;

/** Which bytes of an object a GET or HEAD asks for. */
sealed interface Selection {
    record Whole() implements Selection {}

    record Range(ByteRange range) implements Selection {}

    /** A part of the object as it was uploaded. */
    record Part(ByteRange range, int parts) implements Selection {}

    static Selection of(S3Call call, ObjectStat stat) throws S3Exception {
        Optional<String> header = call.header("range");
        Optional<String> number = call.query().get("partNumber");
        if (number.isPresent()) {
            if (header.isPresent()) {
                throw S3Exception.invalidRequest("Cannot specify both Range header and partNumber query parameter");
            }
            return part(number.get(), stat);
        }
        Optional<ByteRange> range = header.isPresent()
                ? RangeHeader.resolve(header.get(), stat.size())
                : Optional.empty();
        return range.isPresent() ? new Range(range.get()) : new Whole();
    }

    private static Selection part(String text, ObjectStat stat) throws S3Exception {
        // An object that was put whole is its own first part, and is not counted as one of a multipart object.
        List<Long> sizes = stat.partSizes().isEmpty() ? List.of(stat.size()) : stat.partSizes();
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1) {
            throw S3Exception.invalidArgument("partNumber", text,
                    "Part number must be an integer between 1 and 10000, inclusive");
        }
        int number = Integer.parseInt(text);
        if (number > sizes.size()) {
            throw new S3Exception(S3ErrorCode.INVALID_PART_NUMBER, "The requested partnumber is not satisfiable")
                    .detail("PartNumberRequested", text).detail("ActualPartCount", Integer.toString(sizes.size()));
        }
        long offset = sizes.subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
        return new Part(new ByteRange(offset, sizes.get(number - 1)), stat.partSizes().size());
    }
}
