package io.spillway.cluster.directory.raft;

/**
 * A place in the log.
 *
 * @param term of the leader that wrote the entry
 * @param index of the entry, ascending; the entries of the log's own keeping leave gaps
 */
public record LogPosition(long term, long index) implements Comparable<LogPosition> {
    /** Before the first entry. */
    public static final LogPosition START = new LogPosition(0, -1);

    @Override
    public int compareTo(LogPosition other) {
        return Long.compare(index, other.index);
    }
}
