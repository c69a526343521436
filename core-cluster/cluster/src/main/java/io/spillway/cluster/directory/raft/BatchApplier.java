package io.spillway.cluster.directory.raft;

import java.util.List;

/** What applies the log's entries to the directory's files. */
public interface BatchApplier {
    /**
     * Applies one entry. Called by one thread, in the order of the log; on start again for every entry behind the durable
     * index, so an implementation passes over what a file has applied already. The same operation may also stand in two
     * entries, when a proposal was repeated because its first answer was lost: it carries an id of its own for that.
     *
     * @return one answer per operation, in their order; a refusal is an answer
     * @throws RuntimeException if the entry cannot be applied: the log stops, and every later proposal is refused
     */
    List<byte[]> apply(LogPosition position, List<byte[]> operations);
}
