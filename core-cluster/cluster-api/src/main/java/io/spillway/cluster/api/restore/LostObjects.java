package io.spillway.cluster.api.restore;

import java.io.IOException;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/** Told one by one, container by container and in key order, since there may be millions. */
@FunctionalInterface
public interface LostObjects {
    void lost(LostObject object) throws IOException;

    /** A version that is still listed, and whose bytes cannot be read any more. */
    record LostObject(ContainerName container, ObjectKey key, VersionId version, long size) {}
}
