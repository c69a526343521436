package io.spillway.cluster.directory.raft;

import java.time.Duration;

/**
 * Bounds of the log.
 *
 * @param maxEntryBytes of one entry, and so of one operation; an entry beyond Ratis' own limit would make the leader
 *        step down
 * @param maxBatch operations in one entry
 * @param maxWaiting operations that wait for an entry; past it a proposal is refused
 * @param segmentBytes of one log file, after which the next is begun; the log is purged by whole files
 * @param retryFor how long an entry without an answer is proposed again before its outcome is called unknown
 */
public record ReplicatedLogSettings(int maxEntryBytes, int maxBatch, int maxWaiting, int segmentBytes,
        Duration retryFor) {
    /** For machines with little memory: off-heap buffers of Ratis follow the entry's limit. */
    public static final ReplicatedLogSettings SMALL = new ReplicatedLogSettings(256 << 10, 512, 2048, 1 << 20,
            Duration.ofSeconds(10));
    public static final ReplicatedLogSettings NORMAL = new ReplicatedLogSettings(1 << 20, 1024, 8192, 4 << 20,
            Duration.ofSeconds(10));

    public ReplicatedLogSettings {
        if (maxEntryBytes < 4096 || segmentBytes < maxEntryBytes) {
            throw new IllegalArgumentException("an entry needs at least 4096 bytes and must fit a segment, not "
                    + maxEntryBytes + " in " + segmentBytes);
        }
        if (maxBatch < 1 || maxWaiting < maxBatch) {
            throw new IllegalArgumentException(
                    "of " + maxWaiting + " waiting operations a batch cannot take " + maxBatch);
        }
    }
}
