package io.spillway.gateway.s3;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.spillway.cloud.api.BytesSource;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.InMemoryUploadJournal;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.directory.DirectoryCloudStore;
import io.spillway.cloud.directory.DirectoryTarget;
import io.spillway.cluster.ClusterConfiguration;
import io.spillway.cluster.ClusterNode;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Candidate;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Metachunks;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.cluster.api.transition.TransitionState.PackEntry;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.api.transition.TransitionState.Uploaded;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.cluster.api.transition.TransitionState.Verified;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.chunk.VolumeIdentity;
import io.spillway.cluster.chunk.VolumeOwner;
import io.spillway.cluster.placement.StoragePolicies;
import io.spillway.cluster.remote.CloudRemoteChunks;
import io.spillway.cluster.remote.ReadableTargets.ReadableTarget;
import io.spillway.cluster.store.AccountAuthoriser;

/**
 * A node with one volume and a folder as its target, and the steps by which an engine moves an object there, done at
 * once. What is released has no local bytes any more when that returns.
 */
final class TieredNode implements AutoCloseable {
    static final int METACHUNK = 1 << 20;
    static final String CLASS = "COLD";
    /** Bytes before the object's own in the remote object, as a pack has them. */
    private static final int HEADER = 100;
    private static final NodeId NODE = new NodeId(new UUID(0x4e4f, 1));
    private static final String PREFIX = "spillway/";

    private final ClusterNode node;
    private final CloudStore target;
    private volatile CloudStore reads;

    private TieredNode(Path folder) throws Exception {
        VolumeOwner owner = new VolumeOwner(new ClusterId(new UUID(0x5350, 1)), NODE);
        Path volume = folder.resolve("volume");
        DirectoryChunkVolume.initialise(volume,
                new VolumeIdentity(owner.cluster(), NODE, new VolumeId(new UUID(0x564f, 1))));
        Path bucket = folder.resolve("target");
        target = new DirectoryCloudStore(new DirectoryTarget(bucket, DirectoryCloudStore.mark(bucket), PREFIX));
        reads = target;
        ClusterConfiguration.Storage storage = new ClusterConfiguration.Storage(StoragePolicies.single(), METACHUNK,
                8 << 10, Duration.ZERO, Duration.ofDays(7), Duration.ofDays(2), 1 << 20);
        node = ClusterNode.open(
                ClusterConfiguration.of(folder.resolve("directory"), List.of(volume), owner).withStorage(storage)
                        .withProfile(ClusterConfiguration.Profile.SMALL),
                new ClusterNode.Surroundings(new AccountAuthoriser(),
                        new CloudRemoteChunks(_ -> Optional.of(new ReadableTarget(target.identity(), reads))),
                        Clock.systemUTC(), new SecureRandom()));
    }

    static TieredNode in(Path folder) throws Exception {
        return new TieredNode(folder);
    }

    ObjectStore store() {
        return node.store();
    }

    /** Puts something between the store's reads and the target. */
    <T extends CloudStore> T readThrough(Function<CloudStore, T> decoration) {
        T decorated = decoration.apply(target);
        reads = decorated;
        return decorated;
    }

    /** Moves the object's bytes to the target and removes them here. */
    void release(String bucket, String key) throws Exception {
        var directory = node.directory();
        var container = directory.findContainer(new ContainerName(bucket)).orElseThrow().ref();
        Candidate candidate = directory.candidates().current(container, new ObjectKey(key)).orElseThrow();
        Generation generation = candidate.generation();
        byte[] pack = pack(bucket, key);
        String remoteKey = "c/" + generation.version().value() + ".pack";
        StoredObject stored = target.put(new CloudKey(remoteKey), new BytesSource(pack), PutCondition.IF_ABSENT,
                new InMemoryUploadJournal());
        RemoteObject remote = new RemoteObject("cold", target.identity().fingerprint(),
                target.identity().container(), PREFIX + remoteKey, stored.version(), Optional.of(stored.etag()),
                pack.length, new BytesSource(pack).sha256());
        Evidence evidence = new Evidence("sha256", remote.sha256(), Instant.now());

        Intent intent = directory.transitions().plan(new IntentId(generation.version().value()), container, generation,
                new Cause.ByRequest("test", Instant.now()),
                new Movement.Tier("cold", remote.fingerprint(), CLASS, Duration.ZERO)).orElseThrow();
        intent = advance(intent, ((Planned) intent.state()).upload(new TransitionState.Attempt(1,
                new Epoch(directory.drawTerm(), NODE), remote.bucket(), remote.key())));
        intent = advance(intent, ((Uploading) intent.state()).uploaded(remote, entries(intent)));
        intent = advance(intent, ((Uploaded) intent.state()).verified(evidence));
        intent = advance(intent, ((Verified) intent.state()).commit(Instant.now()));
        directory.backups().record(container, remote, Long.MAX_VALUE);
        advance(intent, ((Committed) intent.state()).release(evidence));
        node.collector().run();
    }

    private Intent advance(Intent intent, TransitionState next) throws Exception {
        if (node.directory().transitions().advance(intent, next) instanceof Advance.Advanced(Intent advanced)) {
            return advanced;
        }
        throw new AssertionError(next + " was not taken");
    }

    private List<PackEntry> entries(Intent intent) throws Exception {
        List<PackEntry> entries = new ArrayList<>();
        long offset = HEADER;
        for (Metachunks.Metachunk metachunk : node.directory().metachunks()
                .of(intent.container(), intent.generation()).orElseThrow()) {
            entries.add(new PackEntry(offset, metachunk.length()));
            offset += metachunk.length();
        }
        return entries;
    }

    private byte[] pack(String bucket, String key) throws Exception {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.write(new byte[HEADER]);
        RequestContext context = new RequestContext(new Principal.SystemPrincipal("mover"), "test", Instant.MAX);
        ObjectRef ref = ObjectRef.current(new ContainerName(bucket), new ObjectKey(key));
        try (ObjectContent content = store().get(context, ref); var out = Channels.newChannel(pack)) {
            ByteBuffer buffer = ByteBuffer.allocate(ObjectContent.PREFERRED_BUFFER);
            while (content.read(buffer.clear()) >= 0) {
                out.write(buffer.flip());
            }
        }
        return pack.toByteArray();
    }

    @Override
    public void close() {
        node.close();
    }
}
