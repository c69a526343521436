package io.spillway.cloud.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param next where the next page begins; empty on the last
 */
public record Listing(List<Item> items, Optional<ListCursor> next) {
    public Listing {
        items = List.copyOf(items);
    }

    /** Something under a key. */
    public sealed interface Item {
        CloudKey key();
    }

    /** An object, or on a target with versions one version of it. A listing carries no evidence. */
    public record Stored(ExactRef ref, long length, Instant modified) implements Item {
        @Override
        public CloudKey key() {
            return ref.key();
        }
    }

    /** A mark that hides the older versions of its key. The port never makes one: somebody else removed the object. */
    public record Marker(ExactRef ref, Instant modified) implements Item {
        @Override
        public CloudKey key() {
            return ref.key();
        }
    }
}
