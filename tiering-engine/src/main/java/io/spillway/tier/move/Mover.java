package io.spillway.tier.move;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.UploadId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Evidence;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.Movement;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Abandonable;
import io.spillway.cluster.api.transition.TransitionState.Attempted;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.cluster.api.transition.TransitionState.Uploaded;
import io.spillway.cluster.api.transition.TransitionState.Uploading;
import io.spillway.cluster.api.transition.TransitionState.Verified;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.pack.Pack;
import io.spillway.tier.pack.PackContentException;
import io.spillway.tier.pack.PackLayout;
import io.spillway.tier.proof.Proofs;
import io.spillway.tier.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Carries one intent through one target, from the state in which it is found. It is made for one drive and one thread.
 *
 * <p>An intent that is found while uploading has an unknown outcome: a crash, or a call without an answer. The target is
 * asked for exactly that key. If our bytes stand there they are taken; if not, the next attempt gets a key of its own,
 * so that a request which is still on its way can never overwrite what a pointer names.
 */
final class Mover {
    private final Surroundings around;
    private final Target target;
    private Intent intent;
    private @Nullable Pack pack;

    /** What every drive needs. */
    record Surroundings(IntentJournal journal, Packer packer, Attempts attempts, CommitGate gate,
            MoveSettings settings, Failpoints failpoints, Clock clock) {}

    /** The intent is over, or somebody else's. */
    private static final class Left extends Exception {
        private final transient Progress progress;

        Left(Progress progress) {
            super(null, null, false, false);
            this.progress = progress;
        }
    }

    Mover(Surroundings around, Target target, Intent intent) {
        this.around = around;
        this.target = target;
        this.intent = intent;
    }

    Progress drive() throws ObjectStoreException, CloudException, IOException {
        try {
            if (intent.state() instanceof Uploading uploading) {
                settle(uploading, uploading.uploadId().isPresent());
            }
            while (true) {
                switch (intent.state()) {
                    case Planned planned -> attempt(planned.upload(around.attempts().next(intent, target, 1)));
                    case Uploading uploading -> upload(uploading);
                    case Uploaded uploaded -> verify(uploaded);
                    case Verified verified -> commit(verified);
                    case TransitionState.Committed _,TransitionState.Released _,TransitionState.Fetching _,TransitionState.Fetched _,TransitionState.Recalled _,TransitionState.Abandoned _ -> {
                        return new Progress.Arrived(intent);
                    }
                }
            }
        } catch (Left left) {
            return left.progress;
        }
    }

    private void attempt(Uploading next) throws ObjectStoreException, Left {
        advance(Step.ATTEMPT, next);
    }

    private void attemptAgain(Attempted failed, String why) throws ObjectStoreException, Left {
        int number = failed.attempt().number() + 1;
        if (number > around.settings().maxAttempts()) {
            throw drop(failed, "gave up after " + failed.attempt().number() + " uploads: " + why);
        }
        attempt(failed.nextAttempt(around.attempts().next(intent, target, number)));
    }

    private void upload(Uploading uploading) throws ObjectStoreException, CloudException, IOException, Left {
        Pack bytes = pack(uploading);
        if (bytes.length() > target.store().capabilities().maxObjectBytes()) {
            throw drop(uploading, "its pack of " + bytes.length() + " bytes is larger than target " + target.name()
                    + " takes in one object");
        }
        CloudKey key = target.cloudKey(uploading.attempt().remoteKey());
        var upload = new JournalledUpload(around.journal(), intent, key);
        around.failpoints().before(Step.PUT);
        try {
            StoredObject stored = target.store().put(key, new PackSource(bytes), condition(), upload);
            around.failpoints().after(Step.PUT);
            intent = upload.intent();
            uploaded(stored, bytes);
        } catch (JournalledUpload.UploadOvertakenException e) {
            target.store().cancel(e.upload());
            throw new Left(new Progress.Dropped(String.valueOf(e.getMessage())));
        } catch (CloudException.OutcomeUnknown e) {
            intent = upload.intent();
            Uploading now = (Uploading) intent.state();
            settle(now, now.uploadId().isPresent());
            if (now.equals(intent.state())) {
                // Its parts wait in the target: the next drive goes on with them, and the target gets a pause.
                throw e;
            }
        } catch (CloudException.PreconditionFailed e) {
            intent = upload.intent();
            settle((Uploading) intent.state(), false);
        } catch (CloudException.Corrupt e) {
            intent = upload.intent();
            attemptAgain((Uploading) intent.state(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Finds out what an upload of unknown outcome has left under its key.
     *
     * @param resumable whether its parts may be waiting in the target; then absence leaves the attempt as it is
     */
    private void settle(Uploading uploading, boolean resumable)
            throws ObjectStoreException, CloudException, IOException, Left {
        CloudKey key = target.cloudKey(uploading.attempt().remoteKey());
        Pack bytes = pack(uploading);
        try {
            around.failpoints().before(Step.PROOF);
            StoredObject found = target.store().stat(CloudRef.newest(key));
            Proofs.compare(found, pointer(found, bytes), () -> new PackSource(bytes), now());
            around.failpoints().after(Step.PROOF);
            cancelUploads(key);
            uploaded(found, bytes);
        } catch (CloudException.NotFound e) {
            if (!resumable) {
                attemptAgain(uploading, "no answer came, and " + e.getMessage());
            }
        } catch (CloudException.Corrupt e) {
            attemptAgain(uploading, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The object stands, and whoever brought it may have ended before its upload was removed. Nobody else asks for that:
     * the attempt succeeds, so that no note is left of it.
     */
    private void cancelUploads(CloudKey key) throws CloudException {
        for (UploadId upload : target.openUploads(key.value())) {
            if (upload.key().equals(key)) {
                around.failpoints().before(Step.REMOVE);
                target.store().cancel(upload);
                around.failpoints().after(Step.REMOVE);
            }
        }
    }

    private void uploaded(StoredObject stored, Pack bytes) throws ObjectStoreException, Left {
        advance(Step.UPLOADED, ((Uploading) intent.state()).uploaded(pointer(stored, bytes),
                Packer.entries(bytes.layout())));
    }

    private void verify(Uploaded uploaded) throws ObjectStoreException, CloudException, IOException, Left {
        try {
            PackLayout layout = layout(uploaded);
            around.failpoints().before(Step.PROOF);
            Evidence evidence = Proofs.prove(target, uploaded.remote(), () -> new PackSource(packOf(layout)), now());
            around.failpoints().after(Step.PROOF);
            advance(Step.VERIFIED, uploaded.verified(evidence));
        } catch (CloudException.NotFound | CloudException.PreconditionFailed | CloudException.Corrupt e) {
            attemptAgain(uploaded, String.valueOf(e.getMessage()));
        }
    }

    private void commit(Verified verified) throws ObjectStoreException, Left {
        Optional<String> objection = around.gate().objection(intent);
        if (objection.isPresent()) {
            throw drop(verified, objection.get());
        }
        Duration keep = ((Movement.Tier) intent.movement()).keepLocal();
        advance(Step.COMMIT, verified.commit(now().plus(keep).plus(around.settings().releaseGrace())));
    }

    private void advance(Step step, TransitionState next) throws ObjectStoreException, Left {
        intent = switch (around.journal().advance(step, intent, next)) {
            case Advance.Advanced(Intent advanced) -> advanced;
            case Advance.Superseded(String reason) -> throw new Left(new Progress.Dropped(reason));
            case Advance.Conflict(Intent stored) -> throw new Left(new Progress.Arrived(stored));
            case Advance.NotBackedUp _ -> throw new IllegalStateException("only a release asks for a backup");
        };
    }

    private Left drop(Abandonable state, String reason) throws ObjectStoreException, Left {
        advance(Step.ABANDON, state.abandon(reason));
        return new Left(new Progress.Dropped(reason));
    }

    private Pack pack(Abandonable state) throws ObjectStoreException, IOException, Left {
        return packOf(layout(state));
    }

    private Pack packOf(PackLayout layout) throws IOException {
        Pack made = pack;
        if (made == null) {
            made = made(layout);
            pack = made;
        }
        return made;
    }

    /**
     * From the local bytes, or, where they are damaged or gone for good, from a pack that an earlier attempt has brought
     * to the target: by now it may hold the only copy, and giving the attempt up would have it removed.
     */
    private Pack made(PackLayout layout) throws IOException {
        try {
            return around.packer().pack(intent, layout);
        } catch (PackContentException e) {
            if (e.getCause() instanceof ObjectStoreException.Damaged
                    && intent.state() instanceof Attempted attempted) {
                return arrived(attempted, layout, e);
            }
            throw e;
        }
    }

    private Pack arrived(Attempted attempted, PackLayout layout, PackContentException why) throws IOException {
        try {
            CloudKey key = target.cloudKey(attempted.attempt().remoteKey());
            StoredObject found = target.store().stat(CloudRef.newest(key));
            if (found.length() == layout.length()) {
                // Reads the whole pack and compares every metachunk's SHA-256 with the directory's.
                return Pack.of(layout, new RemoteContent(target, found.ref(), layout));
            }
        } catch (PackContentException | CloudException.NotFound | CloudException.Corrupt e) {
            why.addSuppressed(e);
        } catch (CloudException e) {
            throw new IOException(e.getMessage(), e);
        }
        throw why;
    }

    private PackLayout layout(Abandonable state) throws ObjectStoreException, Left {
        Optional<PackLayout> layout = around.packer().layout(intent);
        if (layout.isEmpty()) {
            throw drop(state, "the version is gone");
        }
        return layout.get();
    }

    private PutCondition condition() throws CloudException {
        return target.store().capabilities().supports(PutCondition.Kind.IF_ABSENT)
                ? PutCondition.IF_ABSENT
                : PutCondition.ALWAYS;
    }

    private RemoteObject pointer(StoredObject stored, Pack bytes) {
        return target.remote(stored, bytes.length(), bytes.sha256());
    }

    /** Whole milliseconds, which is what rows keep; a state must be equal to itself after it was stored. */
    private Instant now() {
        return around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
