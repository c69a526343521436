package io.spillway.appliance.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.appliance.admin.AdminServer;
import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.datadirectory.NodeIdentity;
import io.spillway.cluster.ClusterConfiguration;
import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectSource;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.registry.DirectoryPolicies;
import io.spillway.cluster.registry.DirectoryTargets;
import io.spillway.cluster.remote.CloudRemoteChunks;
import io.spillway.cluster.remote.ReadableTargets;

/** A cluster of one node in a folder and the tier over it, as the appliance puts them together, without its doors. */
public final class TierOnDisk implements AutoCloseable {
    private static final AccountName ACCOUNT = new AccountName("default");

    private final RunningParts parts;
    private final ClusterNode cluster;
    private final TierStart.Tier tier;

    private TierOnDisk(RunningParts parts, ClusterNode cluster, TierStart.Tier tier) {
        this.parts = parts;
        this.cluster = cluster;
        this.tier = tier;
    }

    /** Makes and opens one in an empty folder. */
    public static TierOnDisk open(Path folder) throws Exception {
        Configuration configuration = new Configuration.Builder().data(folder.resolve("data").toString())
                .set("tier.release-grace=0s").set("store.readers-grace=0s").build();
        RunningParts parts = new RunningParts();
        NodeIdentity identity = NodeIdentity.fresh(Clock.systemUTC());
        var random = new SecureRandom();
        Path volume = folder.resolve("data/volume");
        DirectoryChunkVolume.initialise(volume,
                new VolumeIdentity(identity.cluster(), identity.node(), new VolumeId(UUID.randomUUID())));
        var readable = new AtomicReference<ReadableTargets>(_ -> Optional.empty());
        ClusterNode cluster = parts.add("cluster", ClusterNode.open(
                ClusterConfiguration.of(folder.resolve("data/directory"), configuration.node().volumes(),
                        new VolumeOwner(identity.cluster(), identity.node()))
                        .withProfile(ClusterConfiguration.Profile.SMALL),
                new ClusterNode.Surroundings((_, _, _) -> {},
                        new CloudRemoteChunks(name -> readable.get().find(name)), Clock.systemUTC(), random)));
        var directory = cluster.directory();
        MasterKey master = MasterKey.load(folder.resolve("data/master.key"), true, random);
        TierStart.Tier tier = new TierStart(configuration, identity, Clock.systemUTC(), random, parts).run(cluster,
                new TierStart.Registry(DirectoryTargets.open(directory, directory.targets(), master),
                        DirectoryPolicies.open(directory)));
        readable.set(tier.targets()::readable);
        tier.engine().start();
        return new TierOnDisk(parts, cluster, tier);
    }

    /** What the administration's routes ask. */
    public AdminServer.Tier routes() {
        return tier.routes();
    }

    /** A bucket of the account {@code default}. */
    public void createBucket(String name) throws Exception {
        cluster.store().createContainer(context(), new ContainerName(name), Optional.empty());
    }

    public void put(String bucket, String key, byte[] bytes) throws Exception {
        cluster.store().put(context(), new PutRequest(new ContainerName(bucket), new ObjectKey(key),
                ObjectAttributes.NONE, Set.of(), Optional.empty(), WriteCondition.ALWAYS), new Bytes(bytes));
    }

    private static RequestContext context() {
        return new RequestContext(new Principal.AccountPrincipal(ACCOUNT, "test"), "test",
                Clock.systemUTC().instant().plus(Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        parts.close();
    }

    private static final class Bytes implements ObjectSource {
        private final ByteBuffer left;

        Bytes(byte[] bytes) {
            this.left = ByteBuffer.wrap(bytes);
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(left.capacity());
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!left.hasRemaining()) {
                return -1;
            }
            int count = Math.min(left.remaining(), target.remaining());
            target.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
        }

        @Override
        public Map<ChecksumAlgorithm, byte[]> expected() {
            return Map.of();
        }
    }
}
