package io.spillway.appliance.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.appliance.admin.AdminServer;
import io.spillway.appliance.admin.Facts;
import io.spillway.appliance.configuration.Configuration;
import io.spillway.appliance.configuration.HostPort;
import io.spillway.appliance.configuration.S3Configuration;
import io.spillway.appliance.configuration.StoreConfiguration;
import io.spillway.appliance.credentials.AccessKeyGenerator;
import io.spillway.appliance.credentials.AdminToken;
import io.spillway.appliance.credentials.CredentialsException;
import io.spillway.appliance.credentials.RootCredentials;
import io.spillway.appliance.datadirectory.DataDirectory;
import io.spillway.appliance.datadirectory.DataDirectoryException;
import io.spillway.appliance.datadirectory.NodeIdentity;
import io.spillway.appliance.datadirectory.RunFile;
import io.spillway.cluster.ClusterConfiguration;
import io.spillway.cluster.ClusterConfiguration.Storage;
import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.account.MasterKey;
import io.spillway.cluster.account.SealedAccessKeys;
import io.spillway.cluster.account.UsageCounter;
import io.spillway.cluster.api.account.AccessKey;
import io.spillway.cluster.api.account.AccessKeys;
import io.spillway.cluster.api.account.Secret;
import io.spillway.cluster.api.object.Authoriser;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.view.ClusterView;
import io.spillway.cluster.chunk.ChunkException;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.directory.engine.DirectoryEngine;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.registry.DirectoryPolicies;
import io.spillway.cluster.registry.DirectoryTargets;
import io.spillway.cluster.remote.CloudRemoteChunks;
import io.spillway.cluster.remote.ReadableTargets;
import io.spillway.cluster.store.AccountAuthoriser;
import io.spillway.cluster.store.RemoteChunks;
import io.spillway.cluster.view.NodeView;
import io.spillway.gateway.s3.S3Gateway;
import io.spillway.gateway.s3.S3GatewayConfiguration;
import io.spillway.gateway.s3.http.GatewayLimits;

/**
 * Starts the parts of an appliance, from the inside out: when the first request comes in at a door, all behind it is
 * there. They are stopped the other way, so that nothing uses the data directory when it is given up.
 */
final class ApplianceStart {
    private static final Authoriser AUTHORISER = new AccountAuthoriser();
    /** How far the shown usage of accounts may lag. */
    private static final Duration USAGE_EVERY = Duration.ofSeconds(1);
    /** A request holds up to 1.25 MiB outside the heap: on the small profile all together 40 MiB. */
    private static final GatewayLimits SMALL_LIMITS = GatewayLimits.DEFAULT.withConcurrency(256, 32);

    private final Configuration configuration;
    private final String release;
    private final Map<String, String> environment;
    private final Clock clock;
    private final RunningParts parts;
    private final SecureRandom random = new SecureRandom();

    ApplianceStart(Configuration configuration, String release, Map<String, String> environment, Clock clock,
            RunningParts parts) {
        this.configuration = configuration;
        this.release = release;
        this.environment = environment;
        this.clock = clock;
        this.parts = parts;
    }

    Appliance run() throws StartException, DataDirectoryException, CredentialsException, IOException {
        DataDirectory directory = parts.add("the data directory",
                new NodeFolders(configuration.node(), clock).claim());
        Path data = directory.path();
        NodeIdentity identity = directory.identity()
                .orElseThrow(() -> new IllegalStateException(data + " was claimed without an identity"));
        AccessKeyGenerator generator = new AccessKeyGenerator(random);
        AccessKey root = RootCredentials.ensure(data, environment, () -> generator.next(RootCredentials.ACCOUNT));
        Secret token = AdminToken.ensure(data, random);

        NativeLibraries.keepIn(data.resolve(NodeFolders.NATIVE));
        VolumeOwner owner = new VolumeOwner(identity.cluster(), identity.node());
        AtomicReference<ReadableTargets> readable = new AtomicReference<>(_ -> Optional.empty());
        ClusterNode cluster = parts.add("the cluster",
                startCluster(data, owner, new CloudRemoteChunks(name -> readable.get().find(name))));
        DirectoryEngine engine = cluster.directory();
        parts.add("the count of what accounts hold",
                new UsageCounter(engine.changeLog(), engine, DirectorySettings.ACCOUNTS, USAGE_EVERY)).start();
        MasterKey master = masterKey(data, engine);
        AccessKeys keys = SealedAccessKeys.open(engine, engine.accessKeys(), master);
        admit(root, keys);
        ClusterView view = new NodeView(owner, configuration.store().storagePolicies().standard(),
                cluster.conscience(), engine, AUTHORISER);
        TierStart.Tier tier = new TierStart(configuration, identity, clock, random, parts).run(cluster,
                new TierStart.Registry(DirectoryTargets.open(engine, engine.targets(), master),
                        DirectoryPolicies.open(engine)));
        readable.set(tier.targets()::readable);

        S3Gateway gateway = parts.add("the S3 gateway", startGateway(cluster.store(), keys));
        URI s3 = configuration.s3().address().withPort(gateway.address().getPort()).http();
        AdminServer admin = parts.add("the administration API", startAdmin(token,
                new Facts(release, identity.node(), s3, data),
                new AdminServer.Ports(view, keys, generator, clock, tier.routes())));
        tier.engine().start();
        return new Appliance(parts, announce(data, s3, admin.address()), data);
    }

    private ClusterNode startCluster(Path data, VolumeOwner owner, RemoteChunks remote) throws StartException {
        StoreConfiguration store = configuration.store();
        Storage defaults = Storage.DEFAULT;
        Storage storage = new Storage(store.storagePolicies(), Math.toIntExact(store.metachunkSize().bytes()),
                Math.toIntExact(store.inlineMax().bytes()),
                store.readersGrace(), configuration.tier().garbageGrace(), defaults.orphanAge(), defaults.reserve());
        ClusterConfiguration cluster = new ClusterConfiguration(data.resolve(NodeFolders.DIRECTORY),
                configuration.node().volumes(), owner, storage, switch (configuration.node().profile()) {
                    case SMALL -> ClusterConfiguration.Profile.SMALL;
                    case NORMAL -> ClusterConfiguration.Profile.NORMAL;
                });
        try {
            return ClusterNode.open(cluster,
                    new ClusterNode.Surroundings(AUTHORISER, remote, clock, random));
        } catch (ChunkException.VolumeRefused | IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private MasterKey masterKey(Path data, DirectoryEngine directory) throws StartException {
        try {
            return MasterKey.load(data.resolve(NodeFolders.MASTER_KEY), !directory.holdsSecrets(), random);
        } catch (IOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private S3Gateway startGateway(ObjectStore store, AccessKeys keys) throws StartException {
        S3Configuration s3 = configuration.s3();
        HostPort address = s3.address();
        try {
            return S3Gateway.start(new S3GatewayConfiguration(address.host(), address.port(), s3.domain(), s3.region(),
                    switch (configuration.node().profile()) {
                        case SMALL -> SMALL_LIMITS;
                        case NORMAL -> GatewayLimits.DEFAULT;
                    }), store, keys, clock);
        } catch (IOException e) {
            throw ListenFailure.explain("s3.address", address, e);
        }
    }

    private AdminServer startAdmin(Secret token, Facts facts, AdminServer.Ports ports) throws StartException {
        HostPort address = configuration.admin().address();
        try {
            return AdminServer.start(address, token, facts, ports);
        } catch (RuntimeException e) {
            throw ListenFailure.explain("admin.address", address, e);
        }
    }

    /** Makes the first key known to the cluster; at every start, since a crash may have come in between. */
    private static void admit(AccessKey root, AccessKeys keys) throws CredentialsException {
        Optional<AccessKey> known = keys.find(root.id());
        if (known.isEmpty()) {
            keys.add(root);
        } else if (!known.get().equals(root)) {
            throw new CredentialsException("the key " + root.id() + " in the file credentials has another secret or "
                    + "account than the cluster knows; put the file's own text back, or remove the file for a new key");
        }
    }

    private RunFile announce(Path data, URI s3, URI admin) throws IOException {
        RunFile doors = new RunFile(s3, admin, ProcessHandle.current().pid());
        doors.write(data);
        parts.add("the run file", () -> RunFile.remove(data));
        return doors;
    }
}
