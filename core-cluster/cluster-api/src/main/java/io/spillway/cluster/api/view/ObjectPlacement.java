package io.spillway.cluster.api.view;

import java.util.List;

import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.object.ObjectStat;

/**
 * One version of an object and where its bytes are.
 *
 * @param account that owns the container
 * @param metachunks in order; together they cover the object, and an empty object has none
 */
public record ObjectPlacement(AccountName account, ObjectStat stat, List<Metachunk> metachunks) {
    public ObjectPlacement {
        metachunks = List.copyOf(metachunks);
    }

    /**
     * A slice of the object.
     *
     * @param offset of its first byte in the object
     * @param length in bytes of the object
     */
    public record Metachunk(long offset, long length, Location location) {}
}
