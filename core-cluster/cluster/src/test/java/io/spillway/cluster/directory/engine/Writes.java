package io.spillway.cluster.directory.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.ContainerCommand.CommitObject;
import io.spillway.cluster.directory.ContainerCommand.CommitPart;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.WriteId;

/** Makes the commands that a store would propose, from a seeded source. */
public final class Writes {
    public static final Graces GRACES = new Graces(Duration.ofHours(1), Duration.ofDays(7));
    static final StoragePolicyName POLICY = new StoragePolicyName("single");
    private static final NodeId NODE = new NodeId(new UUID(1, 2));
    public static final VolumeId VOLUME = new VolumeId(new UUID(3, 4));

    private final RandomGenerator random;

    public Writes(RandomGenerator random) {
        this.random = random;
    }

    public VersionId version() {
        return VersionId.next(1_700_000_000_000L, random);
    }

    public static String hex(RandomGenerator random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    Metachunk metachunk(int index, long offset, long length) {
        return metachunk(index, offset, length, VOLUME);
    }

    private Metachunk metachunk(int index, long offset, long length, VolumeId volume) {
        return new Metachunk(index, offset, length, hex(random, 32), new BlockCrcs(new byte[4]),
                new Location.Local(List.of(new ChunkReplica(new ChunkId(hex(random, 16)), NODE, volume))));
    }

    /** A put whose bytes the command carries. */
    CommitObject inline(ContainerRef container, String key, int size) {
        VersionId version = version();
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        Metachunk metachunk = new Metachunk(0, 0, size, hex(random, 32), new BlockCrcs(new byte[4]),
                new Location.Inline(new InlineBytes(bytes)));
        return new CommitObject(container, WriteId.of(version), version, head(key, size, hex(random, 16)),
                List.of(metachunk), WriteCondition.ALWAYS, GRACES);
    }

    /** A part of 100 bytes on this volume. */
    public CommitPart part(ContainerRef container, UploadId upload, int number, VolumeId volume) {
        return new CommitPart(container, upload, WriteId.of(version()), number, 100, hex(random, 16), List.of(),
                List.of(metachunk(0, 0, 100, volume)), GRACES);
    }

    ObjectHead head(String key, long size, String etag) {
        return new ObjectHead(new ObjectKey(key), size, etag, ObjectAttributes.NONE, List.of(), POLICY, List.of());
    }

    public CommitObject put(ContainerRef container, String key, long size) {
        return put(container, key, size, WriteCondition.ALWAYS);
    }

    public CommitObject put(ContainerRef container, String key, long size, WriteCondition condition) {
        VersionId version = version();
        List<Metachunk> metachunks = size == 0 ? List.of() : List.of(metachunk(0, 0, size));
        String etag = HexFormat.of().formatHex(version.value().substring(0, 16).getBytes(StandardCharsets.US_ASCII));
        return new CommitObject(container, WriteId.of(version), version, head(key, size, etag), metachunks, condition,
                GRACES);
    }
}
