package io.spillway.cluster.directory.command;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.location.ChunkId;
import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.location.InlineBytes;
import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.NodeId;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.directory.BlockCrcs;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.Metachunk;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.ObjectHead;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.SealedSecret;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.WriteId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandCodecTest {
    private static final ContainerRef CONTAINER = new ContainerRef("ab".repeat(32));
    private static final VersionId VERSION = new VersionId("0123456789abcdef0123456789abcdef");
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final NodeId NODE = new NodeId(UUID.fromString("9b1d8a52-6f0e-4d0e-9d5a-0a1b2c3d4e5f"));
    private static final ChunkReplica REPLICA = new ChunkReplica(new ChunkId("cd".repeat(16)), NODE,
            new VolumeId(UUID.fromString("11111111-2222-3333-4444-555555555555")));
    private static final Instant NOW = Instant.parse("2026-11-21T07:00:00.123456789Z");

    @Test
    void everyAlternativeOfEverySealedTypeHasOneName() {
        Set<Class<?>> leaves = TypeNames.SEALED.stream().flatMap(CommandCodecTest::leaves)
                .collect(Collectors.toSet());
        assertThat(TypeNames.NAMES.keySet()).isEqualTo(leaves);
        for (Class<?> sealed : TypeNames.SEALED) {
            assertThat(leaves(sealed).map(TypeNames.NAMES::get)).as(sealed.getSimpleName()).doesNotHaveDuplicates();
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CommandCodecTest::leaves).distinct()
                : Stream.of(type);
    }

    @Test
    void aCommitReadsBackEqual() {
        assertReadsBack(commit(new Location.Local(List.of(REPLICA))));
        assertReadsBack(commit(new Location.Inline(new InlineBytes(new byte[]{-1, 0, 1, 2, 3}))));
    }

    private static ContainerCommand.CommitObject commit(Location location) {
        ObjectHead head = new ObjectHead(new ObjectKey("a/ü \u0001 key"), 5,
                "5d41402abc4b2a76b9719d911017c592",
                new ObjectAttributes(Map.of("content-type", "text/plain"), Map.of("colour", "red")),
                List.of(new Checksum(ChecksumAlgorithm.CRC32C, "9a71bb4c", Checksum.Kind.FULL_OBJECT)),
                new StoragePolicyName("single"), List.of());
        Metachunk metachunk = new Metachunk(0, 0, 5, "ee".repeat(32), new BlockCrcs(new byte[]{1, 2, 3, 4}), location);
        return new ContainerCommand.CommitObject(CONTAINER, WriteId.of(VERSION), VERSION, head, List.of(metachunk),
                new WriteCondition.IfMatch("x"),
                new ContainerCommand.Graces(Duration.ofHours(1), Duration.ofDays(7)));
    }

    @Test
    void anAdvanceReadsBackEqual() {
        TransitionState.Attempt attempt = new TransitionState.Attempt(1, new Epoch(3, NODE), "bucket", "p/c/x-1.pack");
        RemoteObject remote = new RemoteObject("cold", "f1", "bucket", "p/c/x-1.pack", Optional.of("v1"),
                Optional.empty(), 77, "aa".repeat(32));
        TransitionState.Uploaded uploaded = new TransitionState.Uploading(attempt, Optional.of("up")).uploaded(remote,
                List.of(new TransitionState.PackEntry(12, 5)));
        Intent intent = new Intent(new IntentId("77".repeat(16)), CONTAINER,
                new Generation(new ObjectKey("k"), VERSION, 5, "ee".repeat(32)), new Cause.ByRule("p", 2, "r", NOW),
                new Movement.Tier("cold", "f1", "GLACIER", Duration.ofDays(7)), NOW, uploaded);
        assertReadsBack(new ContainerCommand.AdvanceIntent(CONTAINER, intent,
                uploaded.verified(new Evidence("sha256", "aa", NOW)),
                new ContainerCommand.Graces(Duration.ZERO, Duration.ZERO)));
        Outcome outcome = new Outcome.Advanced(new Advance.Conflict(intent));
        assertThat(CommandCodec.decodeOutcome(CommandCodec.encode(outcome))).isEqualTo(outcome);
    }

    @Test
    void commandsOfTheNamespaceReadBackEqual() {
        assertReadsBack(new NamespaceCommand.ReserveName(ACCOUNT, new ContainerName("bucket"), Optional.empty()));
        assertReadsBack(new NamespaceCommand.AddAccessKey("AK", ACCOUNT, new SealedSecret(new byte[]{9, 8})));
        assertReadsBack(new NamespaceCommand.AddUsage(CONTAINER, ACCOUNT,
                List.of(new NamespaceCommand.UsageDelta(1, -1, Long.MIN_VALUE))));
        assertReadsBack(new NamespaceCommand.DrawTerm());
        assertReadsBack(putTarget());
        assertReadsBack(new NamespaceCommand.RegisterPolicy("archive", "rules: []\n"));
    }

    private static NamespaceCommand.PutTarget putTarget() {
        return new NamespaceCommand.PutTarget(new SealedTarget("cold", "s3", "f1", 7,
                Map.of("region", "r", "bucket", "b", "endpoint", "e"),
                Map.of("secretKey", new SealedSecret(new byte[]{3}), "accessKey", new SealedSecret(new byte[]{1, 2}))));
    }

    @Test
    void outcomesReadBackEqual() {
        for (Outcome outcome : List.of(new Outcome.Done(), new Outcome.Written(VERSION, NOW),
                new Outcome.Deleted(Optional.empty()), new Outcome.Deleted(Optional.of(VERSION)),
                new Outcome.Planned(Optional.empty()), new Outcome.Refused(new Refusal.NameTaken(ACCOUNT)),
                new Outcome.Refused(new Refusal.ConditionFailed()), new Outcome.Registered(3, NOW),
                new Outcome.Refused(new Refusal.TargetTaken("s3", "f1")),
                new Outcome.Refused(new Refusal.OwnerSuperseded(4)),
                new Outcome.Created(new ContainerEntry(CONTAINER, ACCOUNT, new ContainerName("bucket"), 3, NOW,
                        Optional.of(new StoragePolicyName("single")), ContainerEntry.State.CREATING)))) {
            assertThat(CommandCodec.decodeOutcome(CommandCodec.encode(outcome))).isEqualTo(outcome);
        }
    }

    /** Bytes that a former run of this release wrote: what stands in logs must go on being read. */
    @Test
    void bytesWrittenEarlierAreStillRead() {
        Operation operation = new Operation(new OperationId("ef".repeat(16)), NOW,
                new ContainerCommand.CloseFile(CONTAINER, Optional.empty()));
        byte[] stored = HexFormat.of().parseHex("01bf62696450" + "ef".repeat(16)
                + "6474696d654c000000006b014170075bcd1567636f6d6d616e64bf61406a636c6f73652d66696c6569636f6e7461696e65725820"
                + "ab".repeat(32) + "ffff");
        assertThat(CommandCodec.encode(operation)).asHexString()
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(stored));
        assertThat(CommandCodec.decodeOperation(stored)).isEqualTo(operation);
    }

    /** A member that replays must write the same bytes, whatever order its own maps have. */
    @Test
    void theBytesOfATargetAreAlwaysTheSame() {
        Operation operation = new Operation(new OperationId("ef".repeat(16)), NOW, putTarget());
        byte[] stored = HexFormat.of().parseHex("01bf62696450" + "ef".repeat(16)
                + "6474696d654c000000006b014170075bcd1567636f6d6d616e64bf61406674617267657466746172676574bf646e616d"
                + "6564636f6c64646b696e646273336b66696e6765727072696e746266316a6f776e657245706f6368076873657474696e"
                + "6773bf666275636b6574616268656e64706f696e74616566726567696f6e6172ff6b63726564656e7469616c73bf6961"
                + "63636573734b6579420102697365637265744b65794103ffffffff");
        assertThat(CommandCodec.encode(operation)).asHexString()
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(stored));
        assertThat(CommandCodec.decodeOperation(stored)).isEqualTo(operation);
    }

    @Test
    void anotherFormatIsRefusedByName() {
        assertThatThrownBy(() -> CommandCodec.decodeOperation(new byte[]{2, 0}))
                .hasMessageContaining("format 2");
    }

    @Test
    void aSmallCommitFitsNineHundredBytes() {
        assertThat(CommandCodec.encode(
                new Operation(new OperationId("ef".repeat(16)), NOW, commit(new Location.Local(List.of(REPLICA))))))
                .hasSizeLessThan(900);
    }

    private static void assertReadsBack(Command command) {
        Operation operation = new Operation(new OperationId("ef".repeat(16)), NOW, command);
        assertThat(CommandCodec.decodeOperation(CommandCodec.encode(operation))).isEqualTo(operation);
    }
}
