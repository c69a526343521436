package io.spillway.tier.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.Owner;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.ClusterConfiguration;
import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Candidates.ContainerEntry;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.placement.StoragePolicies;
import io.spillway.cluster.remote.CloudRemoteChunks;
import io.spillway.cluster.remote.ReadableTargets.ReadableTarget;
import io.spillway.policy.PolicyVersion;
import io.spillway.tier.collect.CollectSettings;
import io.spillway.tier.engine.EngineSettings;
import io.spillway.tier.engine.TieringEngine;
import io.spillway.tier.engine.TieringPorts;
import io.spillway.tier.engine.TieringTools;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.move.MoveSettings;
import io.spillway.tier.target.Target;

/**
 * A node with one volume, its directory, its store and a tiering engine that works when it is told to. What it keeps is
 * in its folder, so it can be opened again, by another process too.
 */
public final class TestNode implements AutoCloseable {
    public static final AccountName ACCOUNT = new AccountName("default");
    public static final ContainerName BUCKET = new ContainerName("raw-2026");
    public static final ClusterId CLUSTER = new ClusterId(new UUID(0x5350, 1));
    /** Of the target's keys. */
    public static final String PREFIX = "spillway/";
    /** Two metachunks for every object that is larger. */
    public static final int METACHUNK = 128 * 1024;
    public static final Duration RELEASE_GRACE = Duration.ofHours(1);
    public static final Duration GARBAGE_GRACE = Duration.ofDays(7);
    public static final Duration LONGEST_UPLOAD = Duration.ofDays(1);
    private static final NodeId NODE = new NodeId(new UUID(0x4e4f, 1));

    private final TestClock clock;
    private final CloudStore cloud;
    private final ClusterNode cluster;
    private final TieringEngine engine;
    private Optional<PolicyVersion> policy = Optional.empty();

    /** What a test may change of a node. */
    public record Setup(TestTarget target, TestClock clock, Failpoints failpoints,
            UnaryOperator<CloudStore> decoration) {
        public static Setup plain() {
            return on(new FolderTarget());
        }

        public static Setup on(TestTarget target) {
            return new Setup(target, new TestClock(), Failpoints.NONE, UnaryOperator.identity());
        }

        public Setup withFailpoints(Failpoints other) {
            return new Setup(target, clock, other, decoration);
        }

        public Setup withCloud(UnaryOperator<CloudStore> other) {
            return new Setup(target, clock, failpoints, other);
        }
    }

    private TestNode(Path folder, Setup setup, CloudStore plain, ClusterNode cluster)
            throws IOException, CloudException {
        this.clock = setup.clock();
        this.cloud = plain;
        this.cluster = cluster;
        TargetOwnership ownership = TargetOwnership.of(plain);
        Owner owner = ownership.claim(CLUSTER.value());
        var target = new Target("cold", "COLD", setup.decoration().apply(plain), () -> ownership.confirm(owner));
        var directory = cluster.directory();
        var ports = new TieringPorts(TestPorts.directory(cluster),
                new TieringPorts.Store(cluster.store(), cluster.localChunks()),
                name -> name.equals("cold") ? Optional.of(target) : Optional.empty(), _ -> policy,
                new TieringPorts.Node(CLUSTER, new Epoch(directory.drawTerm(), NODE), folder.resolve("scratch")));
        var settings = new EngineSettings(2, Duration.ofMinutes(1),
                new MoveSettings(RELEASE_GRACE, LONGEST_UPLOAD, 5),
                new CollectSettings(LONGEST_UPLOAD, Duration.ofHours(1)));
        this.engine = new TieringEngine(ports, settings,
                new TieringTools(clock, new SecureRandom(), setup.failpoints()));
    }

    /** Opens the node in the folder, and makes it there first if it is not. */
    public static TestNode open(Path folder, Setup setup) throws Exception {
        var owner = new VolumeOwner(CLUSTER, NODE);
        Path volume = folder.resolve("volume");
        if (!Files.exists(volume)) {
            DirectoryChunkVolume.initialise(volume, new VolumeIdentity(CLUSTER, NODE, new VolumeId(UUID.randomUUID())));
        }
        CloudStore plain = setup.target().open(folder);
        CloudStore decorated = setup.decoration().apply(plain);
        var storage = new ClusterConfiguration.Storage(StoragePolicies.single(), METACHUNK, 8 << 10,
                Duration.ofHours(1),
                GARBAGE_GRACE, Duration.ofDays(2), 1 << 20);
        var configuration = ClusterConfiguration.of(directory(folder), List.of(volume), owner)
                .withStorage(storage).withProfile(ClusterConfiguration.Profile.SMALL);
        ClusterNode cluster = ClusterNode.open(configuration,
                new ClusterNode.Surroundings((_, _, _) -> {}, new CloudRemoteChunks(name -> name.equals("cold")
                        ? Optional.of(new ReadableTarget(plain.identity(), decorated))
                        : Optional.empty()), setup.clock(), new SecureRandom()));
        return new TestNode(folder, setup, plain, cluster);
    }

    /** The target that a node in this folder has, whether the node is there or not. */
    public static CloudStore cloud(Path folder) throws IOException {
        return new FolderTarget().open(folder);
    }

    /** Where the node in this folder keeps its directory. */
    public static Path directory(Path folder) {
        return folder.resolve("directory");
    }

    public TieringEngine engine() {
        return engine;
    }

    public TestClock clock() {
        return clock;
    }

    public ClusterNode cluster() {
        return cluster;
    }

    /** The target itself, without the faults that a test has put before it. */
    public CloudStore cloud() {
        return cloud;
    }

    /** Puts a policy in force. */
    public PolicyVersion inForce(PolicyVersion version) {
        policy = Optional.of(version);
        return version;
    }

    public void createBucket() throws ObjectStoreException {
        createBucket(BUCKET);
    }

    public void createBucket(ContainerName name) throws ObjectStoreException {
        cluster.store().createContainer(context(), name, Optional.empty());
    }

    public ObjectStat put(String key, byte[] bytes) throws ObjectStoreException, IOException {
        return cluster.store().put(context(), new PutRequest(BUCKET, new ObjectKey(key), ObjectAttributes.NONE,
                Set.of(), Optional.empty(), WriteCondition.ALWAYS), new BytesSource(bytes));
    }

    public void delete(String key) throws ObjectStoreException {
        cluster.store().delete(context(), ref(key), WriteCondition.ALWAYS);
    }

    public byte[] read(String key) throws ObjectStoreException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (ObjectContent content = cluster.store().get(context(), ref(key)); var out = Channels.newChannel(bytes)) {
            ByteBuffer buffer = ByteBuffer.allocate(ObjectContent.PREFERRED_BUFFER);
            while (content.read(buffer.clear()) >= 0) {
                out.write(buffer.flip());
            }
        }
        return bytes.toByteArray();
    }

    public ObjectStat stat(String key) throws ObjectStoreException {
        return cluster.store().stat(context(), ref(key));
    }

    public List<String> list() throws ObjectStoreException {
        return cluster.store().list(context(), BUCKET, new ListRequest("", "", "", ListRequest.MAX_LIMIT)).objects()
                .stream().map(stat -> stat.ref().key().value()).toList();
    }

    public ObjectContent open(String key) throws ObjectStoreException {
        return cluster.store().get(context(), ref(key));
    }

    public ContainerEntry bucket() throws ObjectStoreException {
        return TestPorts.directory(cluster).candidates().containers(Optional.empty(), 10).stream()
                .filter(entry -> entry.name().equals(BUCKET)).findFirst().orElseThrow();
    }

    /** The facts of an object as the engine sees them. */
    public Candidate candidate(String key) throws ObjectStoreException {
        return TestPorts.directory(cluster).candidates().current(bucket().ref(), new ObjectKey(key)).orElseThrow();
    }

    public TieringPorts.Directory directory() {
        return TestPorts.directory(cluster);
    }

    /** Works until nothing is open and what is due then has been released. */
    public boolean settle(Instant instant) throws ObjectStoreException, InterruptedException {
        return engine.settle(instant, Duration.ofSeconds(60));
    }

    private static ObjectRef ref(String key) {
        return ObjectRef.current(BUCKET, new ObjectKey(key));
    }

    public RequestContext context() {
        return new RequestContext(new Principal.AccountPrincipal(ACCOUNT, "test"), "test",
                clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Override
    public void close() {
        engine.close();
        cluster.close();
        cloud.close();
    }
}
