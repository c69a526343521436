package io.spillway.cluster.api.change;

import java.util.List;

import io.spillway.cluster.api.object.ObjectStoreException;

/**
 * The change logs of the namespace's containers, for consumers that follow them: accounts today; replication, events
 * and the reverse directory later. Delivery is at least once, in order within a container, and consumers are
 * idempotent. A log is trimmed behind the slowest of its registered consumers.
 */
public interface ChangeLog {
    /** Containers that hold changes which this consumer has not acknowledged, in no order; at most {@code limit}. */
    List<ContainerRef> pending(String consumer, int limit) throws ObjectStoreException;

    /** Changes behind the consumer's cursor, in order, at most {@code limit}. */
    List<Change> read(String consumer, ContainerRef container, int limit) throws ObjectStoreException;

    /** Moves the consumer's durable cursor; moving it back is not possible and has no effect. */
    void acknowledge(String consumer, ContainerRef container, long sequence) throws ObjectStoreException;
}
