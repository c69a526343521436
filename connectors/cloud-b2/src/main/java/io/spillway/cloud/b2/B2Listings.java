package io.spillway.cloud.b2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.client.structures.B2ListFileVersionsRequest;
import com.backblaze.b2.client.structures.B2ListUnfinishedLargeFilesRequest;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadListing;

/**
 * Listings. B2 lists versions in the port's order, and files that are only begun among them; unfinished uploads it lists
 * in the order in which they were begun. A page of versions ends behind whole keys where it can, so that going on does not
 * depend on a version that has been removed since.
 */
final class B2Listings {
    private static final int MOST = 1000;
    /** More is billed as another call. */
    private static final int MOST_VERSIONS_A_CALL = 1000;
    private static final int MOST_UPLOADS_A_CALL = 100;
    /** The item at the cursor, which is passed over, one to see what comes after, and one to keep the SDK from asking on. */
    private static final int BESIDE_THE_PAGE = 3;
    private static final Comparator<UploadListing.Open> BY_KEY = Comparator
            .comparing((UploadListing.Open open) -> open.upload().key()).thenComparing(open -> open.upload().id());

    private final B2Place place;

    B2Listings(B2Place place) {
        this.place = place;
    }

    /** Whether a version has bytes: no hide marker, no folder, none that is only begun. */
    static boolean isContent(B2FileVersion file) {
        return !file.isHide() && !file.isStart() && !file.isFolder();
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page of " + limit + " items; 1 to " + MOST + " are allowed");
        }
    }

    Listing list(String prefix, ListCursor after, int limit) throws CloudException {
        requireLimit(limit);
        return switch (after) {
            case ListCursor.Start _ -> page(prefix, limit, _ -> {}, after);
            case ListCursor.AfterKey key ->
                page(prefix, limit, ask -> ask.setStartFileName(place.file(key.key())), after);
            case ListCursor.AfterItem item -> afterItem(prefix, limit, item);
        };
    }

    /** The version at the cursor may have gone; a service that then refuses it is asked for all of the key's once more. */
    private Listing afterItem(String prefix, int limit, ListCursor.AfterItem item) throws CloudException {
        String file = place.file(item.key());
        try {
            return page(prefix, limit, ask -> ask.setStart(file, item.id()), item);
        } catch (CloudException e) {
            if (B2Exceptions.isBadRequest(e)) {
                return page(prefix, limit, ask -> ask.setStartFileName(file), item);
            }
            throw e;
        }
    }

    private Listing page(String prefix, int limit, Consumer<B2ListFileVersionsRequest.Builder> start, ListCursor passed)
            throws CloudException {
        int most = Math.min(limit, MOST_VERSIONS_A_CALL - BESIDE_THE_PAGE);
        B2ListFileVersionsRequest.Builder ask = B2ListFileVersionsRequest.builder(place.id())
                .setPrefix(place.target().prefix() + prefix).setMaxFileCount(most + BESIDE_THE_PAGE);
        start.accept(ask);
        return page(place.call("listing the versions of bucket " + place.bucket(), B2Exceptions.Effect.NONE,
                () -> take(place.client().fileVersions(ask.build()).iterator(), passed, most + 1)), most);
    }

    private List<Listing.Item> take(Iterator<B2FileVersion> files, ListCursor after, int most) {
        List<Listing.Item> items = new ArrayList<>();
        while (items.size() < most && files.hasNext()) {
            B2FileVersion file = files.next();
            if (!isPassed(file, after)) {
                item(file).ifPresent(items::add);
            }
        }
        return items;
    }

    private boolean isPassed(B2FileVersion file, ListCursor after) {
        return switch (after) {
            case ListCursor.Start _ -> false;
            case ListCursor.AfterKey key -> file.getFileName().equals(place.file(key.key()));
            case ListCursor.AfterItem item -> item.id().equals(file.getFileId());
        };
    }

    private Optional<Listing.Item> item(B2FileVersion file) {
        if (file.isStart() || file.isFolder()) {
            return Optional.empty();
        }
        Instant time = Instant.ofEpochMilli(file.getUploadTimestamp());
        return place.key(file.getFileName()).map(key -> {
            ExactRef ref = new ExactRef(key, new Generation.Version(file.getFileId()));
            return file.isHide()
                    ? new Listing.Marker(ref, time)
                    : new Listing.Stored(ref, file.getContentLength(), time);
        });
    }

    /** Of items that are one more than a page has, unless the listing ends with them. */
    private static Listing page(List<Listing.Item> items, int most) {
        if (items.size() <= most) {
            return new Listing(items, Optional.empty());
        }
        List<Listing.Item> page = items.subList(0, most);
        CloudKey cut = items.getLast().key();
        List<Listing.Item> whole = page.stream().filter(item -> !item.key().equals(cut)).toList();
        if (!whole.isEmpty()) {
            return new Listing(whole, Optional.of(new ListCursor.AfterKey(whole.getLast().key())));
        }
        return new Listing(page, Optional.of(new ListCursor.AfterItem(cut, id(page.getLast()))));
    }

    private static String id(Listing.Item item) {
        ExactRef ref = switch (item) {
            case Listing.Stored stored -> stored.ref();
            case Listing.Marker marker -> marker.ref();
        };
        return ((Generation.Version) ref.generation()).id();
    }

    /** Goes through all of them, and keeps as many as the page has. */
    UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        requireLimit(limit);
        String bucketId = place.id();
        TreeSet<UploadListing.Open> first = place.call("listing the uploads of bucket " + place.bucket(),
                B2Exceptions.Effect.NONE, () -> {
                    TreeSet<UploadListing.Open> kept = new TreeSet<>(BY_KEY);
                    for (B2FileVersion file : place.client().unfinishedLargeFiles(
                            B2ListUnfinishedLargeFilesRequest.builder(bucketId).setMaxFileCount(MOST_UPLOADS_A_CALL)
                                    .setNamePrefix(place.target().prefix() + prefix).build())) {
                        open(file).filter(open -> isAfter(open.upload(), after)).ifPresent(kept::add);
                        if (kept.size() > limit + 1) {
                            kept.pollLast();
                        }
                    }
                    return kept;
                });
        if (first.size() <= limit) {
            return new UploadListing(List.copyOf(first), Optional.empty());
        }
        first.pollLast();
        UploadId last = first.last().upload();
        return new UploadListing(List.copyOf(first), Optional.of(new ListCursor.AfterItem(last.key(), last.id())));
    }

    private Optional<UploadListing.Open> open(B2FileVersion file) {
        return place.key(file.getFileName()).map(key -> new UploadListing.Open(new UploadId(key, file.getFileId()),
                Instant.ofEpochMilli(file.getUploadTimestamp())));
    }

    private static boolean isAfter(UploadId upload, ListCursor after) {
        return switch (after) {
            case ListCursor.Start _ -> true;
            case ListCursor.AfterKey key -> upload.key().compareTo(key.key()) > 0;
            case ListCursor.AfterItem item -> {
                int order = upload.key().compareTo(item.key());
                yield order > 0 || (order == 0 && upload.id().compareTo(item.id()) > 0);
            }
        };
    }
}
