package io.spillway.tier.release;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.api.transition.TransitionState.Committed;
import io.spillway.tier.alarm.AlarmBook;
import io.spillway.tier.backup.Backup;
import io.spillway.tier.backup.BackupMaker;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.proof.Proofs;
import io.spillway.tier.target.Target;
import io.spillway.tier.target.TargetBrake;
import io.spillway.tier.target.Targets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases a batch of committed intents of one container and one target, behind one backup. */
public final class Releaser {
    /** A folder reads each object again for its proof, so that more would only make each slower. */
    private static final int AT_ONCE = 16;
    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

    private final IntentJournal journal;
    private final Targets targets;
    private final TargetBrake brake;
    private final BackupMaker backups;
    private final LocalChunks chunks;
    private final Tools tools;

    /** What must be in order before one of two copies goes: the pointers' backup, and the copy that stays. */
    public record Safety(BackupMaker backups, LocalChunks chunks) {}

    /** What is injected so that tests own it, and where trouble is told. */
    public record Tools(AlarmBook alarms, Clock clock, Failpoints failpoints) {}

    public Releaser(IntentJournal journal, Targets targets, TargetBrake brake, Safety safety, Tools tools) {
        this.journal = journal;
        this.targets = targets;
        this.brake = brake;
        this.backups = safety.backups();
        this.chunks = safety.chunks();
        this.tools = tools;
    }

    /**
     * Releases what can be released of these intents now.
     *
     * @param due committed intents of one container and one target whose time has come
     */
    public ReleaseCount release(ContainerRef container, String targetName, List<Intent> due) {
        var waiting = new ReleaseCount(0, 0, due.size());
        Optional<Target> target = targets.find(targetName).filter(brake::admits);
        if (target.isEmpty()) {
            return waiting;
        }
        try {
            // A target that was taken over from us is not left with our only copy.
            target.get().ownership().prove();
            Backup _ = backups.backUp(container, target.get());
        } catch (CloudException e) {
            brake.failed(target.get(), e);
            return waiting;
        } catch (IOException | ObjectStoreException e) {
            LOG.warn("container {} could not be backed up to target {}, so nothing of it is released: {}", container,
                    targetName, e.getMessage());
            return waiting;
        }
        return all(target.get(), due);
    }

    /** Many at once: each waits for the target's answer and for the log. */
    private ReleaseCount all(Target target, List<Intent> due) {
        ReleaseCount count = ReleaseCount.NONE;
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("release-", 0).factory())) {
            List<Future<ReleaseCount>> outcomes = due.stream().map(intent -> threads.submit(() -> one(target, intent)))
                    .toList();
            for (Future<ReleaseCount> outcome : outcomes) {
                try {
                    count = count.plus(outcome.get());
                } catch (InterruptedException e) {
                    // The engine closes: what has not begun stays for the next start.
                    threads.shutdownNow();
                    Thread.currentThread().interrupt();
                    return count.plus(new ReleaseCount(0, 0, due.size()));
                } catch (ExecutionException e) {
                    LOG.error("a release to target {} failed by a defect", target.name(), e.getCause());
                    count = count.plus(new ReleaseCount(0, 0, 1));
                }
            }
        }
        return count;
    }

    private ReleaseCount one(Target target, Intent intent) {
        var waiting = new ReleaseCount(0, 0, 1);
        if (!(intent.state() instanceof Committed committed)) {
            return ReleaseCount.NONE;
        }
        if (!brake.admits(target)) {
            return waiting;
        }
        try {
            return proven(target, intent, committed);
        } catch (CloudException e) {
            brake.failed(target, e);
            return waiting;
        } catch (ObjectStoreException e) {
            LOG.info("{} is not released yet: {}", intent.generation().key(), e.getMessage());
            return waiting;
        }
    }

    private ReleaseCount proven(Target target, Intent intent, Committed committed)
            throws CloudException, ObjectStoreException {
        if (!committed.remote().fingerprint().equals(target.fingerprint())) {
            tools.alarms().raise("target " + target.name(), "has another identity than the one that holds "
                    + committed.remote().key() + "; bring back the former settings, or add it under another name");
            return new ReleaseCount(0, 0, 1);
        }
        try {
            tools.failpoints().before(Step.SECOND_PROOF);
            Evidence again = Proofs.again(target, committed.remote(), committed.evidence(),
                    tools.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            tools.failpoints().after(Step.SECOND_PROOF);
            brake.worked(target);
            return counted(journal.advance(Step.RELEASE, intent, committed.release(again)));
        } catch (CloudException.NotFound | CloudException.PreconditionFailed | CloudException.Corrupt e) {
            // Believed only of a target that proves to be the one that we wrote to.
            target.ownership().prove();
            return revoke(intent, committed, e);
        }
    }

    private static ReleaseCount counted(Advance outcome) {
        return switch (outcome) {
            case Advance.Advanced _ -> new ReleaseCount(1, 0, 0);
            case Advance.Superseded _,Advance.Conflict _ -> ReleaseCount.NONE;
            case Advance.NotBackedUp _ -> new ReleaseCount(0, 0, 1);
        };
    }

    private ReleaseCount revoke(Intent intent, Committed committed, CloudException why) throws ObjectStoreException {
        String subject = "object " + intent.generation().key() + " in target " + committed.remote().target();
        if (!chunks.holds(intent.container(), intent.generation())) {
            tools.alarms().raise(subject, "neither its remote copy (" + why.getMessage()
                    + ") nor its local one is in order; both are kept as they are, see to the target first");
            return new ReleaseCount(0, 0, 1);
        }
        tools.alarms().raise(subject,
                "its remote copy is missing or wrong; the local one is kept and moved anew: " + why.getMessage());
        Advance outcome = journal.advance(Step.REVOKE, intent, committed.revoke(String.valueOf(why.getMessage())));
        if (outcome instanceof Advance.Advanced) {
            journal.plan(intent.container(), intent.generation(), intent.cause(), intent.movement());
            return new ReleaseCount(0, 1, 0);
        }
        return ReleaseCount.NONE;
    }
}
