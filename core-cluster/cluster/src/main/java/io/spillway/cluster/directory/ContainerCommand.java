package io.spillway.cluster.directory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Generation;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.IntentId;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;

/** A mutation of one container's file, and of its row in the group's work index; of nothing else. */
public sealed interface ContainerCommand extends Command {
    ContainerRef container();

    /**
     * When what a command leaves behind may be removed, measured from the command's time. Carried by the command,
     * because configuration is not read when it is applied.
     */
    record Graces(Duration readers, Duration remote) {}

    /**
     * Makes the file.
     *
     * @param consumers whose cursors hold back the trimming of the change log
     */
    record CreateFile(ContainerRef container, AccountName account, ContainerName name,
            Set<String> consumers) implements ContainerCommand {
        public CreateFile {
            consumers = Set.copyOf(consumers);
        }
    }

    /**
     * Refuses all further writes, if the container holds no version and no upload; writes that were begun are given up,
     * and backups become garbage notes. Closing a closed one succeeds.
     *
     * @param graces empty in a log of before there were backups
     */
    record CloseFile(ContainerRef container, Optional<Graces> graces) implements ContainerCommand {}

    /** Marks the file of a drained container for removal. */
    record DropFile(ContainerRef container) implements ContainerCommand {}

    /** Begins a long write. A small PUT needs none: its {@link CommitObject} carries all. */
    record BeginWrite(ContainerRef container, WriteId write, ObjectKey key) implements ContainerCommand {}

    /** Adds metachunks, in order, to a write that was begun, in pieces that each fit a log entry. */
    record StageMetachunks(ContainerRef container, WriteId write,
            List<Metachunk> metachunks) implements ContainerCommand {
        public StageMetachunks {
            metachunks = List.copyOf(metachunks);
        }
    }

    /**
     * Makes a version current; the one before it goes and its bytes become garbage. Answers {@link Outcome.Written}.
     *
     * @param metachunks those not staged before, behind the staged ones
     */
    record CommitObject(ContainerRef container, WriteId write, VersionId version, ObjectHead head,
            List<Metachunk> metachunks, WriteCondition condition, Graces graces) implements ContainerCommand {
        public CommitObject {
            metachunks = List.copyOf(metachunks);
        }
    }

    /**
     * Gives a write up: a later commit of it is refused, and what it staged becomes garbage. Refused if it is
     * committed, or if it is that of a recall whose intent is open: giving that up is the intent's part. The sweep of orphans proposes this first, and removes files only after {@link Outcome.Done}.
     */
    record AbandonWrite(ContainerRef container, WriteId write, Graces graces) implements ContainerCommand {}

    /** Removes the current or an exact version. Answers {@link Outcome.Deleted}, also if there was nothing. */
    record DeleteObject(ContainerRef container, ObjectKey key, Optional<VersionId> version, WriteCondition condition,
            Graces graces) implements ContainerCommand {}

    /** Replaces the attributes of the current version if it is still this one. Answers {@link Outcome.Written}. */
    record ReplaceAttributes(ContainerRef container, ObjectKey key, VersionId expected, ObjectAttributes attributes,
            WriteCondition condition) implements ContainerCommand {}

    record BeginUpload(ContainerRef container, UploadId upload, UploadHead head) implements ContainerCommand {}

    /** Stores a part instead of an earlier one of this number. Answers {@link Outcome.PartStored}. */
    record CommitPart(ContainerRef container, UploadId upload, WriteId write, int number, long size, String etag,
            List<Checksum> checksums, List<Metachunk> metachunks, Graces graces) implements ContainerCommand {
        public CommitPart {
            checksums = List.copyOf(checksums);
            metachunks = List.copyOf(metachunks);
        }
    }

    /**
     * Makes an object of the named parts; others go. Answers {@link Outcome.Written}.
     *
     * @param numbers of the parts, ascending
     * @param etag made of those parts' MD5s by the proposer; it is made again of the stored parts and must be the same
     */
    record CompleteUpload(ContainerRef container, UploadId upload, VersionId version, List<Integer> numbers,
            String etag, List<Checksum> checksums, WriteCondition condition,
            Graces graces) implements ContainerCommand {
        public CompleteUpload {
            numbers = List.copyOf(numbers);
            checksums = List.copyOf(checksums);
        }
    }

    record AbortUpload(ContainerRef container, UploadId upload, Graces graces) implements ContainerCommand {}

    /** Notes reads; one of a version that is gone, or was noted less than a day before, changes nothing. */
    record NoteReads(ContainerRef container, List<ReadNote> reads) implements ContainerCommand {
        public NoteReads {
            reads = List.copyOf(reads);
        }
    }

    record ReadNote(ObjectKey key, VersionId version, Instant at) {}

    record AcknowledgeChanges(ContainerRef container, String consumer, long sequence) implements ContainerCommand {}

    record SettleGarbage(ContainerRef container, List<Long> notes) implements ContainerCommand {
        public SettleGarbage {
            notes = List.copyOf(notes);
        }
    }

    record DeferGarbage(ContainerRef container, GarbageNote note) implements ContainerCommand {}

    /** Answers {@link Outcome.Planned}. */
    record PlanIntent(ContainerRef container, IntentId intent, Generation generation, Cause cause,
            Movement movement) implements ContainerCommand {}

    /** Answers {@link Outcome.Advanced}. */
    record AdvanceIntent(ContainerRef container, Intent intent, TransitionState next,
            Graces graces) implements ContainerCommand {}

    record RecordBackup(ContainerRef container, RemoteObject backup, long sequence) implements ContainerCommand {}
}
