package io.spillway.cluster.api.object;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

import io.spillway.cluster.api.name.ObjectKey;

/** What {@link ListRequest} says, done the slow way over a sorted set of keys. */
record ListingModel(SortedSet<ObjectKey> keys) {
    /** A page as a test sees it; {@code more} stands for a {@code next}, whose value is the store's own affair. */
    record Page(List<String> objects, List<String> prefixes, boolean more) {
        static Page of(Listing listing) {
            return new Page(listing.objects().stream().map(stat -> stat.ref().key().value()).toList(),
                    listing.prefixes(), listing.next().isPresent());
        }
    }

    Page page(ListRequest request) {
        List<String> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        for (ObjectKey key : keys) {
            if (!key.value().startsWith(request.prefix()) || !isBehind(key, request)) {
                continue;
            }
            Optional<String> folded = fold(key.value(), request);
            if (folded.isPresent() && prefixes.contains(folded.get())) {
                continue;
            }
            if (objects.size() + prefixes.size() == request.limit()) {
                return new Page(objects, prefixes, request.limit() > 0);
            }
            folded.ifPresentOrElse(prefixes::add, () -> objects.add(key.value()));
        }
        return new Page(objects, prefixes, false);
    }

    private static boolean isBehind(ObjectKey key, ListRequest request) {
        if (fold(request.after(), request).equals(Optional.of(request.after()))
                && key.value().startsWith(request.after())) {
            return false;
        }
        return Arrays.compareUnsigned(key.utf8(), request.after().getBytes(StandardCharsets.UTF_8)) > 0;
    }

    private static Optional<String> fold(String key, ListRequest request) {
        if (request.delimiter().isEmpty() || !key.startsWith(request.prefix())) {
            return Optional.empty();
        }
        int at = key.indexOf(request.delimiter(), request.prefix().length());
        return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + request.delimiter().length()));
    }
}
