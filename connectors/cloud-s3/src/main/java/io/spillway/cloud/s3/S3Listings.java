package io.spillway.cloud.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ListCursor;
import io.spillway.cloud.api.Listing;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.UploadId;
import io.spillway.cloud.api.UploadListing;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Listings. A page of versions ends behind whole keys where it can, so that going on does not depend on a version that
 * has been removed since.
 */
final class S3Listings {
    private static final int MOST = 1000;

    private final S3Bucket bucket;

    S3Listings(S3Bucket bucket) {
        this.bucket = bucket;
    }

    private record Seen(CloudKey key, boolean latest, Listing.Item item, Instant modified) {}

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page of " + limit + " items; 1 to " + MOST + " are allowed");
        }
    }

    Listing list(String prefix, ListCursor after, int limit, Versions versions) throws CloudException {
        requireLimit(limit);
        return switch (versions) {
            case KEPT -> listVersions(prefix, after, limit);
            case NONE -> listObjects(prefix, after, limit);
        };
    }

    private Listing listObjects(String prefix, ListCursor after, int limit) throws CloudException {
        ListObjectsV2Request.Builder ask = ListObjectsV2Request.builder().bucket(bucket.name())
                .prefix(bucket.target().prefix() + prefix).maxKeys(limit);
        switch (after) {
            case ListCursor.Start _ -> {
            }
            case ListCursor.AfterKey key -> ask.startAfter(bucket.key(key.key()));
            case ListCursor.AfterItem item -> ask.startAfter(bucket.key(item.key()));
        }
        while (true) {
            ListObjectsV2Response answer = S3Exceptions.call("listing bucket " + bucket.name(),
                    S3Exceptions.Effect.NONE, () -> bucket.client().listObjectsV2(ask.build()));
            List<Listing.Item> items = new ArrayList<>();
            answer.contents().forEach(object -> bucket.key(object.key())
                    .ifPresent(key -> items.add(new Listing.Stored(
                            new ExactRef(key, new Generation.Tagged(S3Bucket.unquoted(object.eTag()))),
                            object.size(), object.lastModified()))));
            if (!Boolean.TRUE.equals(answer.isTruncated())) {
                return new Listing(items, Optional.empty());
            }
            if (!items.isEmpty()) {
                return new Listing(items, Optional.of(new ListCursor.AfterKey(items.getLast().key())));
            }
            // Nothing but names that the port cannot say.
            ask.continuationToken(answer.nextContinuationToken());
        }
    }

    private Listing listVersions(String prefix, ListCursor after, int limit) throws CloudException {
        ListObjectVersionsRequest.Builder ask = ListObjectVersionsRequest.builder().bucket(bucket.name())
                .prefix(bucket.target().prefix() + prefix).maxKeys(limit);
        switch (after) {
            case ListCursor.Start _ -> {
            }
            case ListCursor.AfterKey key -> ask.keyMarker(bucket.key(key.key()));
            case ListCursor.AfterItem item -> ask.keyMarker(bucket.key(item.key())).versionIdMarker(item.id());
        }
        while (true) {
            ListObjectVersionsResponse answer = S3Exceptions.call("listing the versions of bucket " + bucket.name(),
                    S3Exceptions.Effect.NONE, () -> bucket.client().listObjectVersions(ask.build()));
            List<Seen> seen = seen(answer);
            if (!Boolean.TRUE.equals(answer.isTruncated())) {
                return new Listing(seen.stream().map(Seen::item).toList(), Optional.empty());
            }
            if (!seen.isEmpty()) {
                return page(seen, answer);
            }
            ask.keyMarker(answer.nextKeyMarker()).versionIdMarker(answer.nextVersionIdMarker());
        }
    }

    private List<Seen> seen(ListObjectVersionsResponse answer) {
        List<Seen> seen = new ArrayList<>();
        answer.versions().forEach(version -> bucket.key(version.key()).ifPresent(key -> {
            ExactRef ref = new ExactRef(key, new Generation.Version(version.versionId()));
            seen.add(new Seen(key, version.isLatest(), new Listing.Stored(ref, version.size(), version.lastModified()),
                    version.lastModified()));
        }));
        answer.deleteMarkers().forEach(marker -> bucket.key(marker.key()).ifPresent(key -> {
            ExactRef ref = new ExactRef(key, new Generation.Version(marker.versionId()));
            seen.add(new Seen(key, marker.isLatest(), new Listing.Marker(ref, marker.lastModified()),
                    marker.lastModified()));
        }));
        if (!answer.deleteMarkers().isEmpty()) {
            // The two lists are each in order; the sort is stable, so only markers find their place by the time.
            seen.sort(Comparator.comparing(Seen::key).thenComparing(Seen::latest, Comparator.reverseOrder())
                    .thenComparing(Seen::modified, Comparator.reverseOrder()));
        }
        return seen;
    }

    private static Listing page(List<Seen> seen, ListObjectVersionsResponse answer) {
        CloudKey last = seen.getLast().key();
        List<Seen> whole = seen.stream().filter(one -> !one.key().equals(last)).toList();
        if (whole.isEmpty()) {
            return new Listing(seen.stream().map(Seen::item).toList(),
                    Optional.of(new ListCursor.AfterItem(last, answer.nextVersionIdMarker())));
        }
        return new Listing(whole.stream().map(Seen::item).toList(),
                Optional.of(new ListCursor.AfterKey(whole.getLast().key())));
    }

    UploadListing uploads(String prefix, ListCursor after, int limit) throws CloudException {
        requireLimit(limit);
        ListMultipartUploadsRequest.Builder ask = ListMultipartUploadsRequest.builder().bucket(bucket.name())
                .prefix(bucket.target().prefix() + prefix).maxUploads(limit);
        switch (after) {
            case ListCursor.Start _ -> {
            }
            case ListCursor.AfterKey key -> ask.keyMarker(bucket.key(key.key()));
            case ListCursor.AfterItem item -> ask.keyMarker(bucket.key(item.key())).uploadIdMarker(item.id());
        }
        while (true) {
            ListMultipartUploadsResponse answer = S3Exceptions.call("listing the uploads of bucket " + bucket.name(),
                    S3Exceptions.Effect.NONE, () -> bucket.client().listMultipartUploads(ask.build()));
            List<UploadListing.Open> open = new ArrayList<>();
            answer.uploads().forEach(upload -> bucket.key(upload.key()).ifPresent(key -> open
                    .add(new UploadListing.Open(new UploadId(key, upload.uploadId()), upload.initiated()))));
            if (!Boolean.TRUE.equals(answer.isTruncated())) {
                return new UploadListing(open, Optional.empty());
            }
            if (!open.isEmpty()) {
                UploadId last = open.getLast().upload();
                return new UploadListing(open, Optional.of(new ListCursor.AfterItem(last.key(), last.id())));
            }
            ask.keyMarker(answer.nextKeyMarker()).uploadIdMarker(answer.nextUploadIdMarker());
        }
    }
}
