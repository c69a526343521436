package io.spillway.cluster.directory.command;

import java.util.List;
import java.util.Map;

import io.spillway.cluster.api.location.Location;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Cause;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.NamespaceCommand;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;

/** The name of each alternative in the log and in the files. A name is never changed or given again. */
final class TypeNames {
    static final List<Class<?>> SEALED = List.of(Command.class, Outcome.class, Refusal.class, Location.class,
            WriteCondition.class, Cause.class, Movement.class, TransitionState.class, GarbageNote.class, Advance.class);

    static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(ContainerCommand.CreateFile.class, "create-file"),
            Map.entry(ContainerCommand.CloseFile.class, "close-file"),
            Map.entry(ContainerCommand.DropFile.class, "drop-file"),
            Map.entry(ContainerCommand.BeginWrite.class, "begin"),
            Map.entry(ContainerCommand.StageMetachunks.class, "stage"),
            Map.entry(ContainerCommand.CommitObject.class, "commit"),
            Map.entry(ContainerCommand.AbandonWrite.class, "abandon"),
            Map.entry(ContainerCommand.DeleteObject.class, "delete"),
            Map.entry(ContainerCommand.ReplaceAttributes.class, "attributes"),
            Map.entry(ContainerCommand.BeginUpload.class, "upload"),
            Map.entry(ContainerCommand.CommitPart.class, "part"),
            Map.entry(ContainerCommand.CompleteUpload.class, "complete"),
            Map.entry(ContainerCommand.AbortUpload.class, "abort"),
            Map.entry(ContainerCommand.NoteReads.class, "reads"),
            Map.entry(ContainerCommand.AcknowledgeChanges.class, "acknowledge"),
            Map.entry(ContainerCommand.SettleGarbage.class, "settle"),
            Map.entry(ContainerCommand.DeferGarbage.class, "defer"),
            Map.entry(ContainerCommand.PlanIntent.class, "plan"),
            Map.entry(ContainerCommand.AdvanceIntent.class, "advance"),
            Map.entry(ContainerCommand.RecordBackup.class, "backup"),
            Map.entry(NamespaceCommand.ReserveName.class, "reserve-name"),
            Map.entry(NamespaceCommand.Activate.class, "activate"),
            Map.entry(NamespaceCommand.BeginClosing.class, "begin-closing"),
            Map.entry(NamespaceCommand.FreeName.class, "free-name"),
            Map.entry(NamespaceCommand.Forget.class, "forget"),
            Map.entry(NamespaceCommand.AddAccessKey.class, "access-key"),
            Map.entry(NamespaceCommand.AddUsage.class, "usage"),
            Map.entry(NamespaceCommand.PutTarget.class, "target"),
            Map.entry(NamespaceCommand.RegisterPolicy.class, "policy"),
            Map.entry(NamespaceCommand.DrawTerm.class, "term"),
            Map.entry(Outcome.Done.class, "done"),
            Map.entry(Outcome.Written.class, "written"),
            Map.entry(Outcome.PartStored.class, "part-stored"),
            Map.entry(Outcome.Deleted.class, "deleted"),
            Map.entry(Outcome.Created.class, "created"),
            Map.entry(Outcome.Planned.class, "planned"),
            Map.entry(Outcome.Advanced.class, "advanced"),
            Map.entry(Outcome.Registered.class, "registered"),
            Map.entry(Outcome.Drawn.class, "drawn"),
            Map.entry(Outcome.Refused.class, "refused"),
            Map.entry(Outcome.Unknown.class, "unknown"),
            Map.entry(Refusal.NoSuchContainer.class, "no-such-container"),
            Map.entry(Refusal.NameTaken.class, "name-taken"),
            Map.entry(Refusal.ContainerNotEmpty.class, "container-not-empty"),
            Map.entry(Refusal.ConditionFailed.class, "condition-failed"),
            Map.entry(Refusal.NoSuchKey.class, "no-such-key"),
            Map.entry(Refusal.NoSuchVersion.class, "no-such-version"),
            Map.entry(Refusal.NoSuchUpload.class, "no-such-upload"),
            Map.entry(Refusal.WriteAbandoned.class, "write-abandoned"),
            Map.entry(Refusal.WriteCommitted.class, "write-committed"),
            Map.entry(Refusal.WriteMismatch.class, "write-mismatch"),
            Map.entry(Refusal.PartsChanged.class, "parts-changed"),
            Map.entry(Refusal.AccessKeyTaken.class, "access-key-taken"),
            Map.entry(Refusal.TargetTaken.class, "target-taken"),
            Map.entry(Refusal.OwnerSuperseded.class, "owner-superseded"),
            Map.entry(Refusal.TooLarge.class, "too-large"),
            Map.entry(Refusal.Busy.class, "busy"),
            Map.entry(Refusal.Damaged.class, "damaged"),
            Map.entry(Location.Local.class, "local"),
            Map.entry(Location.Inline.class, "inline"),
            Map.entry(Location.Remote.class, "remote"),
            Map.entry(Location.Both.class, "both"),
            Map.entry(WriteCondition.Always.class, "always"),
            Map.entry(WriteCondition.IfAbsent.class, "if-absent"),
            Map.entry(WriteCondition.IfMatch.class, "if-match"),
            Map.entry(WriteCondition.IfPresent.class, "if-present"),
            Map.entry(Cause.ByRule.class, "by-rule"),
            Map.entry(Cause.ByRequest.class, "by-request"),
            Map.entry(Movement.Tier.class, "tier"),
            Map.entry(Movement.Recall.class, "recall"),
            Map.entry(TransitionState.Planned.class, "planned-state"),
            Map.entry(TransitionState.Uploading.class, "uploading"),
            Map.entry(TransitionState.Uploaded.class, "uploaded"),
            Map.entry(TransitionState.Verified.class, "verified"),
            Map.entry(TransitionState.Committed.class, "committed"),
            Map.entry(TransitionState.Released.class, "released"),
            Map.entry(TransitionState.Fetching.class, "fetching"),
            Map.entry(TransitionState.Fetched.class, "fetched"),
            Map.entry(TransitionState.Recalled.class, "recalled"),
            Map.entry(TransitionState.Abandoned.class, "abandoned"),
            Map.entry(GarbageNote.LocalChunks.class, "local-chunks"),
            Map.entry(GarbageNote.RemoteBytes.class, "remote-bytes"),
            Map.entry(GarbageNote.RemoteAttempt.class, "remote-attempt"),
            Map.entry(Advance.Advanced.class, "moved"),
            Map.entry(Advance.Superseded.class, "superseded"),
            Map.entry(Advance.Conflict.class, "conflict"),
            Map.entry(Advance.NotBackedUp.class, "not-backed-up"));

    private TypeNames() {}
}
