package io.spillway.cluster.api.object;

/**
 * One page of a listing of current objects.
 *
 * @param prefix of the keys; empty for all
 * @param delimiter keys are folded at its first occurrence past the prefix; empty for no folding
 * @param after only keys behind this one, by byte order, are listed, or folded into a prefix that is; it need not
 *        exist. If it is a prefix that this listing would fold (longer than {@code prefix}, and ending at the first
 *        delimiter past it), everything that it folds is passed over. Empty for the first page
 * @param limit entries and folded prefixes together, 0 to {@value #MAX_LIMIT}; a page of 0 is the last one
 */
public record ListRequest(String prefix, String delimiter, String after, int limit) {
    public static final int MAX_LIMIT = 1000;

    public ListRequest {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 0 to " + MAX_LIMIT + " entries, not " + limit);
        }
    }
}
