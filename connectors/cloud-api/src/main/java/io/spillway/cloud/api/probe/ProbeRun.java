package io.spillway.cloud.api.probe;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.probe.ProbeStep.Action;
import io.spillway.cloud.api.probe.ProbeStep.Outcome;

/** One run of a probe. What is wrong in an answer is thrown as the port's error, so that one place tells the remedy. */
final class ProbeRun {
    private static final int RANGE_AT = 1000;
    private static final int RANGE_BYTES = 2000;
    private static final int PAGE = 10;

    private final CloudStore store;
    private final LongSupplier nanos;
    private final CloudKey key;
    private final List<ProbeStep> steps = new ArrayList<>();

    ProbeRun(CloudStore store, LongSupplier nanos, CloudKey key) {
        this.store = store;
        this.nanos = nanos;
        this.key = key;
    }

    /** A call to the target. */
    private interface Attempt<T> {
        T make() throws CloudException;
    }

    ProbeReport run() {
        Optional<List<TargetFinding>> findings = step(Action.INSPECT, store::inspect, ProbeRun::count);
        Optional<TargetCapabilities> can = step(Action.CAPABILITIES, store::capabilities,
                answered -> "answered " + Ability.of(answered).size() + " abilities");
        Optional<String> left = Optional.empty();
        if (findings.isPresent() && can.isPresent()) {
            left = withAnObject(new ProbeObject(store, key, can.get().versions()), can.get());
        }
        skipTheRest();
        return new ProbeReport(store.identity(), can, findings.orElse(List.of()), steps, left);
    }

    private static String count(List<TargetFinding> findings) {
        return findings.isEmpty() ? "found nothing" : "found " + findings.size() + " to look at";
    }

    private Optional<String> withAnObject(ProbeObject object, TargetCapabilities can) {
        Optional<StoredObject> put = step(Action.PUT, () -> object.put(PutCondition.ALWAYS),
                stored -> stored.length() + " bytes as \"" + stored.key() + "\", with its digest");
        if (put.isPresent()) {
            look(object, put.get());
            if (can.supports(PutCondition.Kind.IF_ABSENT)) {
                step(Action.CONDITION, () -> seeRefused(object), _ -> "refused, since there is an object");
            } else {
                skip(Action.CONDITION, "the target decides no conditions");
            }
            step(Action.DELETE, () -> seeGone(object, put.get()), gone -> "removed \"" + gone + "\"");
        }
        return object.cleanUp();
    }

    private void look(ProbeObject object, StoredObject stored) {
        step(Action.STAT, () -> seeSame(stored), same -> same.length() + " bytes, with the same digest");
        step(Action.READ, () -> seeRange(object, stored),
                length -> length + " bytes from the middle, as they were put");
        step(Action.LIST, () -> seeListed(stored), _ -> "listed by its exact name");
        step(Action.UPLOADS, () -> store.uploads(key.value(), ListCursor.START, PAGE),
                uploads -> uploads.uploads().size() + " of the probe");
    }

    private StoredObject seeSame(StoredObject stored) throws CloudException {
        StoredObject found = store.stat(stored.ref().ref());
        if (!found.provesSameAs(stored)) {
            throw new CloudException.Corrupt("asked for " + stored + ", the target answered " + found);
        }
        return found;
    }

    private int seeRange(ProbeObject object, StoredObject stored) throws CloudException {
        ByteBuffer read = ByteBuffer.allocate(RANGE_BYTES);
        try (CloudContent content = store.open(stored.ref().ref(), ReadRange.of(RANGE_AT, RANGE_BYTES))) {
            while (read.hasRemaining() && content.read(read) >= 0) {
                // Goes on until the range is there.
            }
        }
        if (read.hasRemaining() || !Arrays.equals(read.array(), object.bytes(RANGE_AT, RANGE_BYTES))) {
            throw new CloudException.Corrupt("of " + RANGE_BYTES + " bytes at " + RANGE_AT + " of \"" + key + "\" came "
                    + read.position() + ", or others than were put");
        }
        return RANGE_BYTES;
    }

    private StoredObject seeListed(StoredObject stored) throws CloudException {
        boolean listed = store.list(key.value(), ListCursor.START, PAGE).items().stream()
                .anyMatch(item -> item instanceof Listing.Stored one
                        && one.ref().equals(stored.ref()) && one.length() == stored.length());
        if (!listed) {
            throw new CloudException.Corrupt("the listing does not show \"" + key + "\", which was just put");
        }
        return stored;
    }

    /** Some services take a condition and do not keep it. */
    private CloudKey seeRefused(ProbeObject object) throws CloudException {
        try {
            object.put(PutCondition.IF_ABSENT);
        } catch (CloudException.PreconditionFailed _) {
            return key;
        }
        throw new CloudException.Refused("putting \"" + key + "\" if absent",
                "the target stored over the object that is there, although it says that it decides conditions");
    }

    private CloudKey seeGone(ProbeObject object, StoredObject stored) throws CloudException {
        object.remove();
        try {
            store.stat(stored.ref().ref());
        } catch (CloudException.NotFound _) {
            return key;
        }
        throw new CloudException.Corrupt("the target answered that it had removed \"" + key + "\", which still stands");
    }

    private <T> Optional<T> step(Action action, Attempt<T> attempt, Function<T, String> words) {
        long begun = nanos.getAsLong();
        Optional<T> result = Optional.empty();
        Outcome outcome;
        try {
            T answered = attempt.make();
            outcome = new ProbeStep.Done(words.apply(answered));
            result = Optional.of(answered);
        } catch (CloudException e) {
            outcome = new ProbeStep.Failed(e.getMessage(), Remedy.of(action, e, letIn()));
        }
        steps.add(new ProbeStep(action, outcome, Duration.ofNanos(nanos.getAsLong() - begun)));
        return result;
    }

    private boolean letIn() {
        return steps.stream().anyMatch(step -> step.outcome() instanceof ProbeStep.Done);
    }

    private void skip(Action action, String reason) {
        steps.add(new ProbeStep(action, new ProbeStep.Skipped(reason), Duration.ZERO));
    }

    private void skipTheRest() {
        for (Action action : Action.values()) {
            if (steps.stream().noneMatch(step -> step.action() == action)) {
                skip(action, "a step before it failed");
            }
        }
    }
}
