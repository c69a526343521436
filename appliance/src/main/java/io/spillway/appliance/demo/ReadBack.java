package io.spillway.appliance.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.spillway.appliance.demo.ObjectDoor.MissingObjectException;
import io.spillway.appliance.demo.ObjectDoor.Seen;

/** Reads objects back and compares them with what was put. */
final class ReadBack {
    /** Enough to see what kind of trouble it is. */
    private static final int SHOWN = 5;

    private final ObjectDoor door;

    ReadBack(ObjectDoor door) {
        this.door = door;
    }

    /** Every object that is not as it was put, and every one that never was. */
    List<Difference> differences(Collection<StoredObject> objects, Consumer<StoredObject> compared)
            throws DemoException, InterruptedException {
        List<Difference> found = Collections.synchronizedList(new ArrayList<>());
        Map<ObjectName, Seen> listed = listed(objects);
        Crowd.each(objects, object -> {
            compare(object, Optional.ofNullable(listed.get(object.name()))).ifPresent(found::add);
            compared.accept(object);
        });
        Set<ObjectName> strangers = new HashSet<>(listed.keySet());
        objects.forEach(object -> strangers.remove(object.name()));
        strangers.forEach(name -> found.add(new Difference(name, Difference.Kind.CHANGED,
                "it is listed, and was never put")));
        return List.copyOf(found);
    }

    /** Says that nothing is lost or changed, or fails and names what is. */
    String verdict(Collection<StoredObject> objects, Consumer<StoredObject> compared)
            throws DemoException, InterruptedException {
        List<Difference> differences = differences(objects, compared);
        long lost = differences.stream().filter(one -> one.kind() == Difference.Kind.LOST).count();
        String sums = "%,d objects, %d lost, %d changed".formatted(objects.size(), lost, differences.size() - lost);
        if (!differences.isEmpty()) {
            throw new DemoException(sums + ": "
                    + differences.stream().limit(SHOWN).map(Difference::toString).collect(Collectors.joining("; ")));
        }
        return sums;
    }

    private Map<ObjectName, Seen> listed(Collection<StoredObject> objects) throws DemoException {
        Map<ObjectName, Seen> listed = new HashMap<>();
        for (String bucket : objects.stream().map(object -> object.name().bucket()).collect(Collectors.toSet())) {
            listed.putAll(door.list(bucket));
        }
        return listed;
    }

    private Optional<Difference> compare(StoredObject object, Optional<Seen> listed) {
        if (listed.isEmpty()) {
            return lost(object, "it is not listed");
        }
        try {
            Seen head = door.head(object.name());
            if (!agrees(object, listed.get()) || !agrees(object, head)) {
                return changed(object, "size and ETag were %d and %s, listed are %s, HEAD says %s".formatted(
                        object.size(), object.etag(), listed.get(), head));
            }
            if (!door.readWhole(object.name(), object.size()).equals(object.fingerprint())) {
                return changed(object, "the bytes of a GET are not those that were put");
            }
            Optional<Middle> middle = Middle.of(object.size());
            if (middle.isPresent()
                    && !door.readRange(object.name(), middle.get()).equals(object.fingerprint().middle())) {
                return changed(object, "bytes %d to %d are not those that were put".formatted(middle.get().first(),
                        middle.get().last()));
            }
            return Optional.empty();
        } catch (MissingObjectException | DemoException e) {
            return lost(object, String.valueOf(e.getMessage()));
        }
    }

    private static boolean agrees(StoredObject object, Seen seen) {
        return seen.size() == object.size() && seen.etag().equals(object.etag());
    }

    private static Optional<Difference> lost(StoredObject object, String what) {
        return Optional.of(new Difference(object.name(), Difference.Kind.LOST, what));
    }

    private static Optional<Difference> changed(StoredObject object, String what) {
        return Optional.of(new Difference(object.name(), Difference.Kind.CHANGED, what));
    }
}
