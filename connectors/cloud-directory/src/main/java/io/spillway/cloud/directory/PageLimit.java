package io.spillway.cloud.directory;

import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.UploadListing;

/** How much one page of a listing holds, and cutting a whole list to it. */
final class PageLimit {
    private static final int MOST = 1000;

    private PageLimit() {}

    static void check(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page of " + limit + " items; 1 to " + MOST + " are allowed");
        }
    }

    static UploadListing page(List<UploadListing.Open> sorted, String prefix, ListCursor after, int limit) {
        List<UploadListing.Open> wanted = sorted.stream()
                .filter(open -> open.upload().key().value().startsWith(prefix) && isBehind(open, after))
                .limit(limit + 1L).toList();
        if (wanted.size() <= limit) {
            return new UploadListing(wanted, Optional.empty());
        }
        UploadListing.Open last = wanted.get(limit - 1);
        return new UploadListing(wanted.subList(0, limit),
                Optional.of(new ListCursor.AfterItem(last.upload().key(), last.upload().id())));
    }

    private static boolean isBehind(UploadListing.Open open, ListCursor after) {
        return switch (after) {
            case ListCursor.Start _ -> true;
            case ListCursor.AfterKey key -> open.upload().key().compareTo(key.key()) > 0;
            case ListCursor.AfterItem item -> {
                int order = open.upload().key().compareTo(item.key());
                yield order > 0 || (order == 0 && open.upload().id().compareTo(item.id()) > 0);
            }
        };
    }
}
