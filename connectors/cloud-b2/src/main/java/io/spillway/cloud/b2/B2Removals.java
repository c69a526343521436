package io.spillway.cloud.b2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.Removal;
import org.jspecify.annotations.Nullable;

/** Removals by file id. B2 takes one in a call, free of charge, so that some are made at once. */
final class B2Removals {
    private static final int THREADS = 8;

    private final B2Place place;

    B2Removals(B2Place place) {
        this.place = place;
    }

    List<Removal> delete(List<ExactRef> refs) throws CloudException {
        if (refs.isEmpty()) {
            return List.of();
        }
        // What is absent counts as removed only in a bucket that is there.
        place.id();
        Batch batch = new Batch();
        if (refs.size() == 1) {
            return List.of(batch.delete(refs.getFirst()));
        }
        List<Future<Removal>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, refs.size()),
                Thread.ofVirtual().name("b2-delete-", 0).factory())) {
            for (ExactRef ref : refs) {
                running.add(threads.submit(() -> batch.delete(ref)));
            }
        }
        List<Removal> removals = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            removals.add(ended(refs.get(i), running.get(i)));
        }
        return removals;
    }

    /** Once the thread is interrupted, the pool ends without what it has not begun. */
    private static Removal ended(ExactRef ref, Future<Removal> removal) {
        return switch (removal.state()) {
            case SUCCESS -> removal.resultNow();
            case FAILED -> throw new IllegalStateException("a removal answers, whatever becomes of it",
                    removal.exceptionNow());
            case RUNNING, CANCELLED -> new Removal.Failed(ref,
                    new CloudException.Unavailable("removing \"" + ref.key() + "\": interrupted", Duration.ZERO));
        };
    }

    /** What one key may not remove it may not remove a thousand times: each refusal costs a token. */
    private final class Batch {
        private final AtomicReference<CloudException.@Nullable AccessDenied> denied = new AtomicReference<>();

        private Removal delete(ExactRef ref) {
            return switch (ref.generation()) {
                case Generation.Version version -> delete(ref, version.id());
                case Generation.Tagged _ -> new Removal.Failed(ref, new CloudException.Refused(
                        place.doing("removing", ref.key()), "the bucket keeps versions; name one by its file id"));
            };
        }

        private Removal delete(ExactRef ref, String id) {
            CloudException.AccessDenied before = denied.get();
            if (before != null) {
                return new Removal.Failed(ref, before);
            }
            try {
                place.call(place.doing("removing", ref.key()), B2Exceptions.Effect.VISIBLE, () -> {
                    place.client().deleteFileVersion(place.file(ref.key()), id);
                    return id;
                });
                return new Removal.Gone(ref);
            } catch (CloudException.AccessDenied e) {
                if (B2Exceptions.isOfTheKey(e)) {
                    denied.set(e);
                }
                return new Removal.Failed(ref, e);
            } catch (CloudException e) {
                return B2Exceptions.isAbsent(e) ? new Removal.Gone(ref) : new Removal.Failed(ref, e);
            }
        }
    }
}
