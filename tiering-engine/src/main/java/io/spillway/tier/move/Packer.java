package io.spillway.tier.move;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Metachunks;
import io.spillway.cluster.api.transition.TransitionState.PackEntry;
import io.spillway.tier.pack.Pack;
import io.spillway.tier.pack.PackIdentity;
import io.spillway.tier.pack.PackLayout;

/** Makes the pack of an intent's version. The pack of a version is always the same bytes. */
public final class Packer {
    private final ClusterId cluster;
    private final Candidates candidates;
    private final Metachunks metachunks;
    private final ObjectReader objects;
    private final Clock clock;

    public Packer(ClusterId cluster, Candidates candidates, Metachunks metachunks, ObjectReader objects, Clock clock) {
        this.cluster = cluster;
        this.candidates = candidates;
        this.metachunks = metachunks;
        this.objects = objects;
        this.clock = clock;
    }

    public ClusterId cluster() {
        return cluster;
    }

    /**
     * Where everything will stand, from the directory alone.
     *
     * @return empty if the version is gone
     */
    Optional<PackLayout> layout(Intent intent) throws ObjectStoreException {
        var entry = candidates.container(intent.container());
        var pieces = metachunks.of(intent.container(), intent.generation());
        if (entry.isEmpty() || pieces.isEmpty() || pieces.get().isEmpty()) {
            return Optional.empty();
        }
        int count = pieces.get().size();
        var identities = new ArrayList<PackIdentity>(count);
        for (Metachunks.Metachunk piece : pieces.get()) {
            identities.add(new PackIdentity(cluster, entry.get().account(), entry.get().name(),
                    intent.generation().key(), intent.generation().version(), identities.size(), count,
                    piece.length(), piece.sha256()));
        }
        return Optional.of(PackLayout.of(identities));
    }

    /** Reads the version once for the digests. */
    Pack pack(Intent intent, PackLayout layout) throws IOException {
        var exact = ObjectRef.current(layout.entries().getFirst().identity().container(), intent.generation().key())
                .at(intent.generation().version());
        return Pack.of(layout, new VersionContent(objects, () -> context(intent), exact));
    }

    /** Places of the metachunks in the pack, as the directory keeps them. */
    static List<PackEntry> entries(PackLayout layout) {
        return layout.entries().stream().map(e -> new PackEntry(e.dataOffset(), e.identity().length())).toList();
    }

    private RequestContext context(Intent intent) {
        return new RequestContext(new Principal.SystemPrincipal("tiering"), intent.id().value(),
                clock.instant().plus(Duration.ofDays(1)));
    }
}
