package io.spillway.cluster.api.object;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing. Objects and folded prefixes are each in the byte order of their keys, and the page is full
 * unless it is the last. Attributes, checksums and part sizes may be left out of the objects' stats.
 *
 * @param next what to give as {@code after} for the next page; empty when this is the last
 */
public record Listing(List<ObjectStat> objects, List<String> prefixes, Optional<String> next) {
    public Listing {
        objects = List.copyOf(objects);
        prefixes = List.copyOf(prefixes);
    }
}
