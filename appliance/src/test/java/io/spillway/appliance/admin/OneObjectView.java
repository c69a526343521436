package io.spillway.appliance.admin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.spillway.cluster.api.account.AccountUsage;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.location.RemoteCopy;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.view.ClusterStatus;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.cluster.api.view.ObjectPlacement;
import io.spillway.cluster.api.view.VolumeReport;

/** A cluster of one volume and one object, with a slice in each kind of location. */
public final class OneObjectView implements ClusterView {
    public static final ContainerName BUCKET = new ContainerName("photos");
    public static final ObjectKey KEY = new ObjectKey("2026/été & co?.jpg");
    public static final ClusterId CLUSTER = new ClusterId(new UUID(0, 1));
    public static final NodeId NODE = new NodeId(new UUID(0, 2));
    public static final VolumeId VOLUME = new VolumeId(new UUID(0, 3));
    public static final Facts FACTS = new Facts("1.2.3", NODE, URI.create("http://127.0.0.1:9320"),
            Path.of("/srv/spillway"));
    private static final VersionId VERSION = new VersionId("0".repeat(31) + "4");
    private static final StoragePolicyName POLICY = new StoragePolicyName("single");
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final List<ChunkReplica> REPLICAS = List
            .of(new ChunkReplica(new ChunkId("5".repeat(32)), NODE, VOLUME));
    private static final RemoteCopy COPY = new RemoteCopy("cold", "fingerprint", "bucket", "pack", Optional.of("v1"),
            Optional.empty(), 0, 10, "6".repeat(64), Optional.empty());

    @Override
    public ClusterStatus status() {
        return new ClusterStatus(CLUSTER, POLICY, List.of(new AccountUsage(ACCOUNT, 1, 1, 30)),
                List.of(new VolumeReport(NODE, VOLUME, 97, 2L << 30, 1L << 30, "in service")));
    }

    @Override
    public ObjectPlacement explain(RequestContext context, ObjectRef ref) throws ObjectStoreException {
        if (!ref.container().equals(BUCKET)) {
            throw new ObjectStoreException.NoSuchContainer(ref.container());
        }
        if (!ref.key().equals(KEY)) {
            throw new ObjectStoreException.NoSuchKey(ref.container(), ref.key());
        }
        if (!ref.version().orElse(VERSION).equals(VERSION)) {
            throw new ObjectStoreException.NoSuchVersion(ref);
        }
        ObjectStat stat = new ObjectStat(ref.at(VERSION), 40, "etag", Instant.EPOCH, ObjectAttributes.NONE, List.of(),
                POLICY, ObjectStat.STANDARD, List.of());
        return new ObjectPlacement(ACCOUNT, stat,
                List.of(new ObjectPlacement.Metachunk(0, 10, new Location.Local(REPLICAS)),
                        new ObjectPlacement.Metachunk(10, 10, new Location.Both(new Location.Local(REPLICAS), COPY)),
                        new ObjectPlacement.Metachunk(20, 10, new Location.Remote(COPY)),
                        new ObjectPlacement.Metachunk(30, 10, new Location.Inline(new InlineBytes(new byte[10])))));
    }
}
