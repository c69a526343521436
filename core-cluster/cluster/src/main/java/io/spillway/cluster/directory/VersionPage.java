package io.spillway.cluster.directory;

import java.util.List;
import java.util.Optional;

/**
 * A page of current versions, as {@link io.spillway.cluster.api.object.Listing}.
 *
 * @param next what to give as {@code after} for the next page; empty when this is the last
 */
public record VersionPage(List<ObjectVersion> versions, List<String> prefixes, Optional<String> next) {
    public VersionPage {
        versions = List.copyOf(versions);
        prefixes = List.copyOf(prefixes);
    }
}
