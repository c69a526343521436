package io.spillway.cluster.directory.engine;

import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Metachunks;

/** How versions are cut, for those who move their bytes. */
final class DirectoryMetachunks implements Metachunks {
    private final DirectoryGroup group;

    DirectoryMetachunks(DirectoryGroup group) {
        this.group = group;
    }

    @Override
    public Optional<List<Metachunk>> of(ContainerRef container, Generation generation) throws ObjectStoreException {
        return group.read(container, reads -> reads.metachunks(generation))
                .map(metachunks -> metachunks.stream()
                        .map(stored -> new Metachunk(stored.length(), stored.sha256(), stored.location())).toList());
    }
}
