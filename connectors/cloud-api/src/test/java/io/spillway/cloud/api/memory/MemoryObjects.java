package io.spillway.cloud.api.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.PutCondition;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.TargetCapabilities.Versions;

/** What stands under each key, newest first. One lock makes every call atomic. */
final class MemoryObjects {
    /** An object; the array is never written again. */
    static final class Held {
        private final StoredObject stored;
        private final byte[] bytes;

        private Held(StoredObject stored, byte[] bytes) {
            this.stored = stored;
            this.bytes = bytes;
        }

        StoredObject stored() {
            return stored;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final Versions versions;
    private final NavigableMap<CloudKey, List<Held>> held = new TreeMap<>();

    MemoryObjects(Versions versions) {
        this.versions = versions;
    }

    synchronized Held find(CloudRef ref) throws CloudException {
        List<Held> here = held.getOrDefault(ref.key(), List.of());
        Optional<Held> found = switch (ref.generation()) {
            case Generation.Newest _ -> here.stream().findFirst();
            case Generation.Version version -> here.stream()
                    .filter(one -> one.stored.version().equals(Optional.of(version.id()))).findFirst();
            case Generation.Tagged tagged -> {
                if (!here.isEmpty() && !here.getFirst().stored.etag().equals(tagged.etag())) {
                    throw new CloudException.PreconditionFailed("\"" + ref.key() + "\" holds another object");
                }
                yield here.stream().findFirst();
            }
        };
        return found.orElseThrow(() -> new CloudException.NotFound("there is no \"" + ref.key() + "\""));
    }

    synchronized StoredObject put(StoredObject stored, byte[] bytes, PutCondition condition) throws CloudException {
        List<Held> here = held.computeIfAbsent(stored.key(), _ -> new ArrayList<>());
        boolean holds = switch (condition) {
            case PutCondition.Always _ -> true;
            case PutCondition.IfAbsent _ -> here.isEmpty();
            case PutCondition.IfVersion version -> !here.isEmpty()
                    && here.getFirst().stored.etag().equals(version.expected().etag());
        };
        if (!holds) {
            throw new CloudException.PreconditionFailed("the condition on \"" + stored.key() + "\" does not hold");
        }
        if (versions == Versions.NONE) {
            here.clear();
        }
        here.addFirst(new Held(stored, bytes.clone()));
        return stored;
    }

    synchronized Removal delete(ExactRef ref) {
        List<Held> here = held.getOrDefault(ref.key(), new ArrayList<>());
        if (here.removeIf(one -> one.stored.ref().equals(ref)) || versions == Versions.KEPT || here.isEmpty()) {
            return new Removal.Gone(ref);
        }
        return new Removal.Failed(ref,
                new CloudException.PreconditionFailed("\"" + ref.key() + "\" holds another object"));
    }

    synchronized Listing list(String prefix, ListCursor after, int limit) {
        List<Listing.Item> items = new ArrayList<>();
        for (List<Held> here : held.values()) {
            boolean passed = false;
            for (Held one : here) {
                StoredObject stored = one.stored;
                boolean behind = switch (after) {
                    case ListCursor.Start _ -> true;
                    case ListCursor.AfterKey at -> stored.key().compareTo(at.key()) > 0;
                    case ListCursor.AfterItem at -> stored.key().compareTo(at.key()) > 0 || passed;
                };
                if (behind && stored.key().value().startsWith(prefix)) {
                    items.add(new Listing.Stored(stored.ref(), stored.length(), stored.modified()));
                }
                passed |= after instanceof ListCursor.AfterItem at && stored.key().equals(at.key())
                        && stored.version().equals(Optional.of(at.id()));
            }
        }
        return items.size() <= limit ? new Listing(items, Optional.empty()) : page(items, limit);
    }

    /** Ends behind a whole key where it can, so that the version at the cursor may be removed. */
    private static Listing page(List<Listing.Item> items, int limit) {
        int end = limit;
        while (end > 0 && items.get(end - 1).key().equals(items.get(end).key())) {
            end--;
        }
        if (end > 0) {
            return new Listing(items.subList(0, end),
                    Optional.of(new ListCursor.AfterKey(items.get(end - 1).key())));
        }
        Listing.Stored last = (Listing.Stored) items.get(limit - 1);
        String id = ((Generation.Version) last.ref().generation()).id();
        return new Listing(items.subList(0, limit), Optional.of(new ListCursor.AfterItem(last.key(), id)));
    }
}
