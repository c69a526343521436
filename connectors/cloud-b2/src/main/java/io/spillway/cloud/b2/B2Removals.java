package io.spillway.cloud.b2;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.Removal;

/** Removals by file id. B2 takes one in a call, free of charge, so that some are made at once. */
final class B2Removals {
    private static final int AT_ONCE = 8;

    private final B2Place place;

    B2Removals(B2Place place) {
        this.place = place;
    }

    List<Removal> delete(List<ExactRef> refs) throws CloudException {
        if (refs.isEmpty()) {
            return List.of();
        }
        // What does not answer to this does not answer to any of them.
        place.authorization();
        if (refs.size() == 1) {
            return List.of(delete(refs.getFirst()));
        }
        List<Future<Removal>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, refs.size()),
                Thread.ofVirtual().name("b2-delete-", 0).factory())) {
            for (ExactRef ref : refs) {
                running.add(threads.submit(() -> delete(ref)));
            }
        }
        return running.stream().map(B2Removals::ended).toList();
    }

    private static Removal ended(Future<Removal> removal) {
        try {
            return removal.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a removal answers, whatever becomes of it", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the removals have all ended", e);
        }
    }

    private Removal delete(ExactRef ref) {
        return switch (ref.generation()) {
            case Generation.Version version -> delete(ref, version.id());
            case Generation.Tagged _ -> new Removal.Failed(ref, new CloudException.Refused(
                    place.doing("removing", ref.key()), "the bucket keeps versions; name one by its file id"));
        };
    }

    private Removal delete(ExactRef ref, String id) {
        try {
            place.call(place.doing("removing", ref.key()), B2Exceptions.Effect.VISIBLE, () -> {
                place.client().deleteFileVersion(place.file(ref.key()), id);
                return id;
            });
            return new Removal.Gone(ref);
        } catch (CloudException.NotFound _) {
            return new Removal.Gone(ref);
        } catch (CloudException e) {
            return new Removal.Failed(ref, e);
        }
    }
}
