package io.spillway.cluster.api.object;

import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;

/** An object, or one exact version of it; without a version it means the current one. */
public record ObjectRef(ContainerName container, ObjectKey key, Optional<VersionId> version) {
    public static ObjectRef current(ContainerName container, ObjectKey key) {
        return new ObjectRef(container, key, Optional.empty());
    }

    public ObjectRef at(VersionId exact) {
        return new ObjectRef(container, key, Optional.of(exact));
    }

    @Override
    public String toString() {
        return container + "/" + key + version.map(v -> " version " + v).orElse("");
    }
}
