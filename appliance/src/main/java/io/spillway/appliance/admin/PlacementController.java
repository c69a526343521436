package io.spillway.appliance.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.spillway.appliance.admin.answer.PlacementAnswer;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.cluster.api.view.ObjectPlacement;

/** Where the bytes of an object are. */
@Controller("/v1/placement")
@ExecuteOn(TaskExecutors.BLOCKING)
class PlacementController {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Principal ADMINISTRATOR = new Principal.SystemPrincipal("administration");

    private final ClusterView view;
    private final Clock clock;

    PlacementController(ClusterView view, Clock clock) {
        this.view = view;
        this.clock = clock;
    }

    /** Every slice of the object's current version, or of the one named, with the chunks and the remote copy of each. */
    @Get
    PlacementAnswer placement(@QueryValue String bucket, @QueryValue String key, @Nullable @QueryValue String version)
            throws ObjectStoreException {
        ObjectRef current = ObjectRef.current(Parameter.read(ContainerName::new, bucket),
                Parameter.read(ObjectKey::new, key));
        ObjectRef asked = version == null ? current : current.at(Parameter.read(VersionId::new, version));
        RequestContext context = new RequestContext(ADMINISTRATOR, UUID.randomUUID().toString(),
                clock.instant().plus(PATIENCE));
        return answer(view.explain(context, asked));
    }

    private static PlacementAnswer answer(ObjectPlacement placement) {
        ObjectStat stat = placement.stat();
        return new PlacementAnswer(stat.ref().container().toString(), stat.ref().key().toString(),
                stat.version().toString(), placement.account().toString(), stat.size(), stat.etag(), stat.modified(),
                stat.storagePolicy().toString(), stat.storageClass(),
                placement.metachunks().stream().map(PlacementController::answer).toList());
    }

    private static PlacementAnswer.Metachunk answer(ObjectPlacement.Metachunk metachunk) {
        return switch (metachunk.location()) {
            case Location.Near near -> answer(metachunk, near, null);
            case Location.Both(Location.Near near, RemoteCopy copy) -> answer(metachunk, near, remote(copy));
            case Location.Remote(RemoteCopy copy) -> new PlacementAnswer.Metachunk(metachunk.offset(),
                    metachunk.length(), List.of(), false, remote(copy));
        };
    }

    private static PlacementAnswer.Metachunk answer(ObjectPlacement.Metachunk metachunk, Location.Near near,
            PlacementAnswer.@Nullable Remote remote) {
        return switch (near) {
            case Location.Local(List<ChunkReplica> replicas) -> new PlacementAnswer.Metachunk(metachunk.offset(),
                    metachunk.length(), chunks(replicas), false, remote);
            case Location.Inline _ -> new PlacementAnswer.Metachunk(metachunk.offset(), metachunk.length(), List.of(),
                    true, remote);
        };
    }

    private static List<PlacementAnswer.Chunk> chunks(List<ChunkReplica> replicas) {
        return replicas.stream().map(replica -> new PlacementAnswer.Chunk(replica.chunk().toString(),
                replica.node().toString(), replica.volume().toString())).toList();
    }

    private static PlacementAnswer.Remote remote(RemoteCopy copy) {
        return new PlacementAnswer.Remote(copy.target(), copy.bucket(), copy.key(), copy.version().orElse(null),
                copy.offset(), copy.length(), copy.sha256());
    }
}
