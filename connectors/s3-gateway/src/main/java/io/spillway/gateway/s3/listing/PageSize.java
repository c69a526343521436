package io.spillway.gateway.s3.listing;

import java.util.Optional;

import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.Query;

/** The number of entries that a page may have. */
public final class PageSize {
    /** More is not refused but cut to this, as S3 does. */
    public static final int MAX = 1000;

    private PageSize() {}

    public static int of(Query query, String parameter) throws S3Exception {
        Optional<String> text = query.get(parameter).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return MAX;
        }
        if (!text.get().matches("[0-9]{1,10}") || Long.parseLong(text.get()) > Integer.MAX_VALUE) {
            throw S3Exception.invalidArgument(parameter, text.get(),
                    "Argument " + parameter + " must be an integer between 0 and 2147483647");
        }
        return (int) Math.min(MAX, Long.parseLong(text.get()));
    }
}
