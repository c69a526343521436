package io.spillway.tier.recall;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.spillway.cluster.api.location.ChunkReplica;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.api.transition.Advance;
import io.spillway.cluster.api.transition.Candidates;
import io.spillway.cluster.api.transition.Epoch;
import io.spillway.cluster.api.transition.Intent;
import io.spillway.cluster.api.transition.LocalChunks;
import io.spillway.cluster.api.transition.Metachunks;
import io.spillway.cluster.api.transition.TransitionState;
import io.spillway.cluster.api.transition.TransitionState.Abandonable;
import io.spillway.cluster.api.transition.TransitionState.Fetched;
import io.spillway.cluster.api.transition.TransitionState.Fetching;
import io.spillway.cluster.api.transition.TransitionState.Planned;
import io.spillway.tier.fault.Failpoints;
import io.spillway.tier.fault.Step;
import io.spillway.tier.journal.IntentJournal;
import io.spillway.tier.move.Progress;
import io.spillway.tier.move.VersionContent;

/**
 * Drives recalls. One that is found while fetching was cut short: it is given up, which makes its chunks garbage, and
 * planned anew.
 */
public final class Recaller {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final IntentJournal journal;
    private final LocalChunks chunks;
    private final Metachunks metachunks;
    private final Source source;
    private final Tools tools;

    /** Where the bytes come from. */
    public record Source(Candidates candidates, ObjectReader objects) {}

    /** Who drives, and what is injected so that tests own it. */
    public record Tools(Epoch owner, Clock clock, Failpoints failpoints) {}

    public Recaller(IntentJournal journal, LocalChunks chunks, Metachunks metachunks, Source source, Tools tools) {
        this.journal = journal;
        this.chunks = chunks;
        this.metachunks = metachunks;
        this.source = source;
        this.tools = tools;
    }

    /** Drives a recall as far as it goes now; blocks while bytes move. */
    public Progress drive(Intent intent) {
        try {
            return switch (intent.state()) {
                case Planned planned -> begin(intent, planned);
                case Fetching fetching -> again(intent, fetching);
                case Fetched fetched -> advance(Step.RECALL, intent, fetched.recall());
                case TransitionState.Uploading _,TransitionState.Uploaded _,TransitionState.Verified _,TransitionState.Committed _,TransitionState.Released _,TransitionState.Recalled _,TransitionState.Abandoned _ ->
                    new Progress.Arrived(intent);
            };
        } catch (ObjectStoreException.NoSuchVersion | ObjectStoreException.NoSuchKey
                | ObjectStoreException.NoSuchContainer e) {
            return giveUp(intent, "the version is gone");
        } catch (ObjectStoreException.Damaged e) {
            return giveUp(intent, String.valueOf(e.getMessage()));
        } catch (ObjectStoreException | IOException e) {
            return new Progress.Waiting(String.valueOf(e.getMessage()), PAUSE);
        }
    }

    private Progress begin(Intent intent, Planned planned) throws ObjectStoreException, IOException {
        tools.failpoints().before(Step.RECALL_WRITE);
        String write = chunks.begin(intent.container(), intent.generation());
        tools.failpoints().after(Step.RECALL_WRITE);
        Progress fetching = advance(Step.FETCH, intent, planned.fetch(tools.owner(), write));
        if (!(fetching instanceof Progress.Arrived(Intent named)) || !(named.state() instanceof Fetching own)
                || !own.writeId().equals(write)) {
            return fetching;
        }
        Progress fetched = advance(Step.FETCHED, named, own.fetched(fetch(named, own)));
        return fetched instanceof Progress.Arrived(Intent complete) && complete.state() instanceof Fetched whole
                ? advance(Step.RECALL, complete, whole.recall())
                : fetched;
    }

    private Progress again(Intent intent, Fetching cutShort) throws ObjectStoreException {
        String reason = "cut short while its bytes were brought back";
        Progress over = advance(Step.ABANDON, intent, cutShort.abandon(reason));
        journal.plan(intent.container(), intent.generation(), intent.cause(), intent.movement());
        return over;
    }

    private List<List<ChunkReplica>> fetch(Intent intent, Fetching fetching) throws ObjectStoreException, IOException {
        List<Metachunks.Metachunk> pieces = metachunks.of(intent.container(), intent.generation())
                .orElseThrow(() -> new IOException("the version is gone"));
        Candidates.ContainerEntry entry = source.candidates().container(intent.container())
                .orElseThrow(() -> new IOException("the container is gone"));
        var exact = ObjectRef.current(entry.name(), intent.generation().key()).at(intent.generation().version());
        var content = new VersionContent(source.objects(), () -> context(intent), exact);
        var replicas = new ArrayList<List<ChunkReplica>>(pieces.size());
        try (InputStream in = content.open(0)) {
            for (Metachunks.Metachunk piece : pieces) {
                tools.failpoints().before(Step.STORE);
                replicas.add(chunks.store(intent.container(), intent.generation(), fetching.writeId(),
                        replicas.size(), new StreamSource(in, piece.length())));
                tools.failpoints().after(Step.STORE);
            }
        }
        return replicas;
    }

    private Progress advance(Step step, Intent intent, TransitionState next) throws ObjectStoreException {
        return switch (journal.advance(step, intent, next)) {
            case Advance.Advanced(Intent advanced) -> new Progress.Arrived(advanced);
            case Advance.Superseded(String reason) -> new Progress.Dropped(reason);
            case Advance.Conflict(Intent stored) -> new Progress.Arrived(stored);
            case Advance.NotBackedUp _ -> throw new IllegalStateException("only a release asks for a backup");
        };
    }

    private Progress giveUp(Intent intent, String reason) {
        try {
            Intent stored = journal.reread(intent);
            if (stored.state() instanceof Abandonable state) {
                return advance(Step.ABANDON, stored, state.abandon(reason));
            }
            return new Progress.Arrived(stored);
        } catch (ObjectStoreException e) {
            return new Progress.Waiting(String.valueOf(e.getMessage()), PAUSE);
        }
    }

    private RequestContext context(Intent intent) {
        return new RequestContext(new Principal.SystemPrincipal("recall"), intent.id().value(),
                tools.clock().instant().plus(Duration.ofDays(1)));
    }
}
