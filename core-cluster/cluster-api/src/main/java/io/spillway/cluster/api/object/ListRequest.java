package io.spillway.cluster.api.object;

/**
 * One page of a listing of current objects.
 *
 * @param prefix of the keys; empty for all
 * @param delimiter keys are folded at its first occurrence past the prefix; empty for no folding
 * @param after the page begins behind this key or folded prefix, by byte order; empty for the first page. If it is a
 *        folded prefix (it ends with the delimiter), everything that it folds is passed over
 * @param limit entries and folded prefixes together, 0 to {@value #MAX_LIMIT}
 */
public record ListRequest(String prefix, String delimiter, String after, int limit) {
    public static final int MAX_LIMIT = 1000;

    public ListRequest {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 0 to " + MAX_LIMIT + " entries, not " + limit);
        }
    }
}
