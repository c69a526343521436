package io.spillway.cluster.directory.container;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a walk in key order in which keys are folded at a delimiter. What a folded prefix covers is skipped by
 * asking the index for the first key behind it.
 *
 * @param <T> a row
 */
final class FoldedScan<T> {
    /** Rows are asked for a few at a time, and more each time that none was folded. */
    private static final int FIRST_FETCH = 4;
    private static final int LARGEST_FETCH = 256;
    /** No UTF-8 begins with this byte. */
    private static final byte[] BEHIND_ALL = {(byte) 0xff};

    /** Rows of the index. */
    interface Source<T> {
        /** Rows with a key from {@code low} (inclusive), before {@code high}. */
        List<T> from(byte[] low, byte[] high, int limit);

        /** Rows behind this one, before {@code high}. */
        List<T> behind(T row, byte[] high, int limit);
    }

    private final Source<T> source;
    private final Function<T, byte[]> key;
    private final byte[] prefix;
    private final byte[] delimiter;
    private final List<T> rows = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private @Nullable T lastRow;
    private @Nullable String lastPrefix;
    private boolean more;

    FoldedScan(Source<T> source, Function<T, byte[]> key, String prefix, String delimiter) {
        this.source = source;
        this.key = key;
        this.prefix = Ids.utf8(prefix);
        this.delimiter = Ids.utf8(delimiter);
    }

    /** Rows of the page. */
    List<T> rows() {
        return rows;
    }

    List<String> prefixes() {
        return prefixes;
    }

    boolean more() {
        return more;
    }

    /** The page's last entry, if it is a row. */
    Optional<T> lastRow() {
        return Optional.ofNullable(lastRow);
    }

    /** The page's last entry, if it is a folded prefix. */
    Optional<String> lastPrefix() {
        return Optional.ofNullable(lastPrefix);
    }

    /** Whether this is a prefix that the walk would fold; a page that begins behind it begins behind all of it. */
    boolean isFolded(byte[] after) {
        return Arrays.mismatch(prefix, after) == prefix.length
                && fold(after).filter(folded -> Arrays.equals(folded, after)).isPresent();
    }

    /** Collects a page of at most {@code limit} entries, beginning with {@code first}. */
    void walk(First<T> first, int limit) {
        byte[] high = Ids.behind(prefix).orElse(BEHIND_ALL);
        if (limit == 0) {
            return;
        }
        int fetch = FIRST_FETCH;
        List<T> batch = first.rows(source, high, fetch);
        while (!batch.isEmpty()) {
            byte @Nullable [] jump = null;
            for (T row : batch) {
                if (rows.size() + prefixes.size() >= limit) {
                    more = true;
                    return;
                }
                Optional<byte[]> folded = fold(key.apply(row));
                if (folded.isPresent()) {
                    jump = folded.get();
                    break;
                }
                rows.add(row);
                lastRow = row;
                lastPrefix = null;
            }
            if (jump != null) {
                lastPrefix = new String(jump, StandardCharsets.UTF_8);
                lastRow = null;
                prefixes.add(lastPrefix);
                Optional<byte[]> next = Ids.behind(jump);
                if (next.isEmpty()) {
                    return;
                }
                fetch = FIRST_FETCH;
                batch = source.from(next.get(), high, fetch);
            } else {
                fetch = Math.min(LARGEST_FETCH, fetch * 4);
                batch = source.behind(batch.getLast(), high, fetch);
            }
        }
    }

    /** Where a page begins. */
    interface First<T> {
        List<T> rows(Source<T> source, byte[] high, int limit);
    }

    /** The prefix that this key is folded into: up to the first delimiter behind the prefix asked for. */
    private Optional<byte[]> fold(byte[] bytes) {
        if (delimiter.length == 0) {
            return Optional.empty();
        }
        for (int at = prefix.length; at + delimiter.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return Optional.of(Arrays.copyOf(bytes, at + delimiter.length));
            }
        }
        return Optional.empty();
    }
}
