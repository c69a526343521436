package io.spillway.cluster.api.change;

import java.time.Instant;

import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/**
 * One mutation of a container, written in the mutation's own transaction.
 *
 * @param sequence from 1, without gaps, ascending in a container
 * @param objectsDelta by how many current objects the container grew
 * @param bytesDelta by how many bytes of current objects the container grew
 */
public record Change(long sequence, Instant time, Kind kind, AccountName account, ContainerName container,
        ObjectKey key, VersionId version, long objectsDelta, long bytesDelta) {
    /** What happened to the key. */
    public enum Kind {
        PUT, DELETE, ATTRIBUTES, TIERED, RELEASED, RECALLED
    }
}
