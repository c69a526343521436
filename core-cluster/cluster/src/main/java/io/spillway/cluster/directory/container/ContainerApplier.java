package io.spillway.cluster.directory.container;

import java.time.Duration;

import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;

/** Which command is applied by what, and which ones a closed container still takes. */
final class ContainerApplier {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private ContainerApplier() {}

    static Outcome apply(Transaction tx, ContainerCommand command) {
        if (tx.header().state == Header.State.DROPPED
                || (tx.header().state == Header.State.CLOSED && isWrite(command))) {
            return new Outcome.Refused(new Refusal.NoSuchContainer());
        }
        return switch (command) {
            case ContainerCommand.CreateFile _ -> new Outcome.Done();
            case ContainerCommand.CloseFile close -> close(tx, close);
            case ContainerCommand.DropFile _ -> drop(tx);
            case ContainerCommand.BeginWrite begin -> WriteTable.begin(tx, begin);
            case ContainerCommand.StageMetachunks stage -> WriteTable.stage(tx, stage);
            case ContainerCommand.CommitObject commit -> ObjectCommands.commit(tx, commit);
            case ContainerCommand.AbandonWrite abandon -> WriteTable.abandon(tx, abandon);
            case ContainerCommand.DeleteObject delete -> ObjectCommands.delete(tx, delete);
            case ContainerCommand.ReplaceAttributes replace -> ObjectCommands.replaceAttributes(tx, replace);
            case ContainerCommand.BeginUpload begin -> UploadCommands.begin(tx, begin);
            case ContainerCommand.CommitPart part -> UploadCommands.commitPart(tx, part);
            case ContainerCommand.CompleteUpload complete -> UploadCommands.complete(tx, complete);
            case ContainerCommand.AbortUpload abort -> UploadCommands.abort(tx, abort);
            case ContainerCommand.NoteReads reads -> VersionTable.noteReads(tx, reads);
            case ContainerCommand.AcknowledgeChanges acknowledge -> ChangeTable.acknowledge(tx, acknowledge);
            case ContainerCommand.SettleGarbage settle -> GarbageTable.settle(tx, settle);
            case ContainerCommand.DeferGarbage defer -> GarbageTable.defer(tx, defer);
            case ContainerCommand.PlanIntent plan -> IntentCommands.plan(tx, plan);
            case ContainerCommand.AdvanceIntent advance -> IntentCommands.advance(tx, advance);
            case ContainerCommand.RecordBackup backup -> Backups.record(tx, backup);
        };
    }

    private static boolean isWrite(ContainerCommand command) {
        return switch (command) {
            case ContainerCommand.BeginWrite _,ContainerCommand.StageMetachunks _,ContainerCommand.CommitObject _,ContainerCommand.DeleteObject _,ContainerCommand.ReplaceAttributes _,ContainerCommand.BeginUpload _,ContainerCommand.CommitPart _,ContainerCommand.CompleteUpload _,ContainerCommand.AbortUpload _,ContainerCommand.NoteReads _,ContainerCommand.PlanIntent _,ContainerCommand.RecordBackup _ ->
                true;
            case ContainerCommand.CreateFile _,ContainerCommand.CloseFile _,ContainerCommand.DropFile _,ContainerCommand.AbandonWrite _,ContainerCommand.AcknowledgeChanges _,ContainerCommand.SettleGarbage _,ContainerCommand.DeferGarbage _,ContainerCommand.AdvanceIntent _ ->
                false;
        };
    }

    private static Outcome close(Transaction tx, ContainerCommand.CloseFile command) {
        if (tx.header().objects > 0 || tx.header().openUploads > 0) {
            return new Outcome.Refused(new Refusal.ContainerNotEmpty());
        }
        WriteTable.abandonOpen(tx);
        Backups.leave(tx, command.graces().map(graces -> tx.after(graces.remote())).orElse(tx.now()));
        tx.header().state = Header.State.CLOSED;
        return new Outcome.Done();
    }

    private static Outcome drop(Transaction tx) {
        Header header = tx.header();
        if (header.state != Header.State.CLOSED || header.garbageNotes > 0 || header.openIntents > 0
                || ChangeTable.slowest(tx.file(), header) < header.lastChange) {
            return new Outcome.Refused(new Refusal.ContainerNotEmpty());
        }
        header.state = Header.State.DROPPED;
        return new Outcome.Done();
    }

    /** What is kept for a time only is forgotten once an hour of the log's time. */
    static void forgetOld(Transaction tx, long before) {
        if (tx.now() / HOUR != before / HOUR) {
            WriteTable.forgetOld(tx);
            UploadCommands.forgetOld(tx);
        }
    }
}
