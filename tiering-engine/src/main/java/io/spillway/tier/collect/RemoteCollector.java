package io.spillway.tier.collect;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.Garbage;
import io.spillway.cluster.api.transition.GarbageNote;
import io.spillway.cluster.api.transition.GarbageNote.LocalChunks;
import io.spillway.cluster.api.transition.GarbageNote.RemoteAttempt;
import io.spillway.cluster.api.transition.GarbageNote.RemoteBytes;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.target.Target;
import io.spillway.tier.target.TargetBrake;
import io.spillway.tier.target.Targets;

/**
 * Works off the notes of remote bytes that are due. A note goes only when its bytes are gone; a refusal is written into
 * it with its reason, for the operator to see, and it is tried again later, for ever.
 */
public final class RemoteCollector {
    private static final int CONTAINERS = 100;
    private static final int NOTES = 500;

    private final Garbage garbage;
    private final Targets targets;
    private final TargetBrake brake;
    private final CollectSettings settings;
    private final Tools tools;

    /** Injected so that tests own them. */
    public record Tools(Clock clock, Failpoints failpoints) {}

    /** What became of the notes that were looked at. */
    public record Count(int settled, int deferred) {
        Count plus(Count other) {
            return new Count(settled + other.settled, deferred + other.deferred);
        }
    }

    public RemoteCollector(Garbage garbage, Targets targets, TargetBrake brake, CollectSettings settings,
            Tools tools) {
        this.garbage = garbage;
        this.targets = targets;
        this.brake = brake;
        this.settings = settings;
        this.tools = tools;
    }

    /** Works off what is due now in every container. */
    public Count run() throws ObjectStoreException {
        Instant now = now();
        var count = new Count(0, 0);
        List<ContainerRef> page = garbage.containersWithGarbage(now, Optional.empty(), CONTAINERS);
        while (!page.isEmpty()) {
            for (ContainerRef container : page) {
                count = count.plus(collect(container, now));
            }
            page = garbage.containersWithGarbage(now, Optional.of(page.getLast()), CONTAINERS);
        }
        return count;
    }

    private Count collect(ContainerRef container, Instant now) throws ObjectStoreException {
        var count = new Count(0, 0);
        List<GarbageNote> page = remoteNotes(container, now);
        while (!page.isEmpty()) {
            for (GarbageNote note : page) {
                count = count.plus(workOff(container, note));
            }
            page = remoteNotes(container, now);
        }
        return count;
    }

    /** A page of remote notes; it is widened while notes of local chunks, which are not ours, fill it. */
    private List<GarbageNote> remoteNotes(ContainerRef container, Instant now) throws ObjectStoreException {
        for (int limit = NOTES;; limit *= 2) {
            List<GarbageNote> page = garbage.due(container, now, limit);
            List<GarbageNote> remote = page.stream().filter(note -> !(note instanceof LocalChunks)).toList();
            if (!remote.isEmpty() || page.size() < limit) {
                return remote;
            }
        }
    }

    /** Every note is settled or put off, so that a page never comes twice. */
    private Count workOff(ContainerRef container, GarbageNote note) throws ObjectStoreException {
        Finding finding = switch (note) {
            case LocalChunks _ -> throw new IllegalArgumentException("local chunks are the cluster's to remove");
            case RemoteBytes bytes -> finding(bytes.remote().target(), bytes.remote().fingerprint(),
                    target -> new RemoteRemoval(target, tools.failpoints()).object(container, bytes.remote()));
            case RemoteAttempt attempt -> finding(attempt.target(), attempt.fingerprint(),
                    target -> new RemoteRemoval(target, tools.failpoints()).attempt(attempt));
        };
        Instant now = now();
        Optional<GarbageNote> later = switch (note) {
            case LocalChunks _ -> Optional.empty();
            case RemoteBytes bytes -> later(bytes, finding, now);
            case RemoteAttempt attempt -> later(attempt, finding, now);
        };
        if (later.isPresent()) {
            tools.failpoints().before(Step.DEFER);
            garbage.defer(container, later.get());
            tools.failpoints().after(Step.DEFER);
            return new Count(0, 1);
        }
        tools.failpoints().before(Step.SETTLE);
        garbage.settle(container, List.of(note.id()));
        tools.failpoints().after(Step.SETTLE);
        return new Count(1, 0);
    }

    /** What the target said when the bytes of a note were to be removed. */
    private sealed interface Finding {
        /** The key holds nothing, and held nothing before we came. */
        record Absent() implements Finding {}

        /** It was there, and we removed it. */
        record Removed() implements Finding {}

        record Failed(String reason) implements Finding {}
    }

    @FunctionalInterface
    private interface Removing {
        /** Whether anything was there. */
        boolean remove(Target target) throws CloudException;
    }

    private Finding finding(String name, String fingerprint, Removing removing) {
        Optional<Target> target = targets.find(name);
        if (target.isEmpty()) {
            return new Finding.Failed("target " + name + " is not there; add it again so that its garbage can go");
        }
        if (!target.get().fingerprint().equals(fingerprint)) {
            return new Finding.Failed("target " + name
                    + " has another identity than the one that holds these bytes; add the former one under a name");
        }
        if (!brake.admits(target.get())) {
            return new Finding.Failed("target " + name + " is paused");
        }
        try {
            // What is absent counts as removed only where we know that we look at the right place.
            target.get().ownership().prove();
            boolean found = removing.remove(target.get());
            brake.worked(target.get());
            return found ? new Finding.Removed() : new Finding.Absent();
        } catch (CloudException.Unavailable | CloudException.OutcomeUnknown e) {
            brake.failed(target.get(), e);
            return new Finding.Failed(String.valueOf(e.getMessage()));
        } catch (CloudException e) {
            // A lock or a missing permission to remove concerns this note; moves to the target go on.
            return new Finding.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Optional<GarbageNote> later(RemoteBytes note, Finding finding, Instant now) {
        return switch (finding) {
            case Finding.Absent _,Finding.Removed _ -> Optional.empty();
            case Finding.Failed(String reason) -> Optional
                    .of(new RemoteBytes(note.id(), now.plus(settings.retry()), note.remote(), Optional.of(reason)));
        };
    }

    private Optional<GarbageNote> later(RemoteAttempt note, Finding finding, Instant now) {
        return switch (finding) {
            case Finding.Absent _ when note.absentSince().isPresent()
                    && note.absentSince().get().plus(settings.longestUpload()).isBefore(now) ->
                Optional.empty();
            case Finding.Absent _ -> {
                Instant since = note.absentSince().orElse(now);
                // One millisecond past it, since "further apart than" is what settles.
                yield Optional.of(later(note, since.plus(settings.longestUpload()).plusMillis(1), Optional.of(since),
                        Optional.empty()));
            }
            case Finding.Removed _ -> Optional.of(later(note, now.plus(settings.longestUpload()).plusMillis(1),
                    Optional.of(now), Optional.empty()));
            case Finding.Failed(String reason) ->
                Optional.of(later(note, now.plus(settings.retry()), note.absentSince(), Optional.of(reason)));
        };
    }

    private static RemoteAttempt later(RemoteAttempt note, Instant due, Optional<Instant> absentSince,
            Optional<String> refusal) {
        return new RemoteAttempt(note.id(), due, note.target(), note.fingerprint(), note.bucket(), note.remoteKey(),
                note.uploadId(), absentSince, refusal);
    }

    private Instant now() {
        return tools.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
