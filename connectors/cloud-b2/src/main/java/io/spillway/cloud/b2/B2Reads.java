package io.spillway.cloud.b2;

import java.util.function.Consumer;

import com.backblaze.b2.client.contentSources.B2Headers;
import com.backblaze.b2.client.structures.B2DownloadByIdRequest;
import com.backblaze.b2.client.structures.B2DownloadByNameRequest;
import com.backblaze.b2.client.structures.B2FileVersion;
import com.backblaze.b2.util.B2ByteRange;
import io.spillway.cloud.api.CloudContent;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.ReadRange;
import io.spillway.cloud.api.StoredObject;

/** Opening and describing files: by id where a version is named, by name for the newest. */
final class B2Reads {
    private final B2Place place;

    B2Reads(B2Place place) {
        this.place = place;
    }

    CloudContent open(CloudRef ref, ReadRange range) throws CloudException {
        return switch (ref.generation()) {
            case Generation.Newest _ -> openNewest(ref.key(), range);
            case Generation.Version version -> openVersion(ref.key(), version.id(), range);
            case Generation.Tagged _ -> openVersion(ref.key(), stat(ref).etag(), range);
        };
    }

    private CloudContent openNewest(CloudKey key, ReadRange range) throws CloudException {
        var request = B2DownloadByNameRequest.builder(place.bucket(), place.file(key));
        limit(range, request::setRange);
        return open(key, range, sink -> place.client().downloadByName(request.build(), sink));
    }

    private CloudContent openVersion(CloudKey key, String id, ReadRange range) throws CloudException {
        var request = B2DownloadByIdRequest.builder(id);
        limit(range, request::setRange);
        B2Content content = open(key, range, sink -> place.client().downloadById(request.build(), sink));
        if (!id.equals(content.headers().getValueOrNull(B2Headers.FILE_ID))
                || !place.file(key).equals(content.headers().getFileNameOrNull())) {
            content.close();
            throw new CloudException.NotFound(place.doing("reading", key) + ": version " + id + " is of another file");
        }
        return content;
    }

    private static void limit(ReadRange range, Consumer<B2ByteRange> setRange) {
        if (range instanceof ReadRange.Part part) {
            setRange.accept(B2ByteRange.between(part.offset(), part.end() - 1));
        }
    }

    private B2Content open(CloudKey key, ReadRange range, B2Content.Download download) throws CloudException {
        String doing = place.doing("reading", key);
        B2Content content;
        try {
            content = B2Content.open(doing, download);
        } catch (CloudException e) {
            throw missing(doing, e);
        }
        try {
            requireRange(doing, range, content);
            return content;
        } catch (CloudException e) {
            content.close();
            throw e;
        }
    }

    /** B2 cuts a range that goes past the end. */
    private static void requireRange(String doing, ReadRange range, B2Content content) throws CloudException {
        if (range instanceof ReadRange.Part part) {
            String expected = "bytes " + part.offset() + "-" + (part.end() - 1) + "/";
            String answered = content.headers().getValueOrNull(B2Headers.CONTENT_RANGE);
            if (answered == null || !answered.startsWith(expected) || content.length() != part.length()) {
                throw new CloudException.Corrupt(doing + ": asked for " + expected + ", answered " + answered);
            }
        }
    }

    StoredObject stat(CloudRef ref) throws CloudException {
        try {
            return switch (ref.generation()) {
                case Generation.Newest _ -> newest(ref.key());
                case Generation.Version version -> version(ref.key(), version.id());
                case Generation.Tagged tagged -> requireTag(newest(ref.key()), tagged);
            };
        } catch (CloudException e) {
            throw missing(place.doing("asking for", ref.key()), e);
        }
    }

    /** Tells "no such file" from "no such bucket". An id that cannot be one names nothing. */
    private CloudException missing(String doing, CloudException e) throws CloudException {
        if (e instanceof CloudException.NotFound || B2Exceptions.isBadRequest(e)) {
            place.prove();
            return e instanceof CloudException.NotFound
                    ? e
                    : new CloudException.NotFound(doing + ": there is no such version", e);
        }
        return e;
    }

    private static StoredObject requireTag(StoredObject newest, Generation.Tagged tagged) throws CloudException {
        if (!newest.etag().equals(tagged.etag())) {
            throw new CloudException.PreconditionFailed(
                    "\"" + newest.key() + "\" holds version " + newest.etag() + ", not " + tagged.etag());
        }
        return newest;
    }

    private StoredObject newest(CloudKey key) throws CloudException {
        B2FileVersion file = place.call(place.doing("asking for", key), B2Exceptions.Effect.NONE,
                () -> place.client().getFileInfoByName(place.bucket(), place.file(key)));
        if (file.getFileId() == null) {
            throw new CloudException.Corrupt("the service describes \"" + key + "\" without its file id");
        }
        return StoredFile.of(key, file);
    }

    /** The id alone would find a file of any name, one that is begun, and a hide marker. */
    private StoredObject version(CloudKey key, String id) throws CloudException {
        String doing = place.doing("asking for", key);
        B2FileVersion file = place.call(doing, B2Exceptions.Effect.NONE, () -> place.client().getFileInfo(id));
        if (!file.getFileName().equals(place.file(key)) || !B2Listings.isContent(file)) {
            throw new CloudException.NotFound(doing + ": version " + id + " is none of its objects");
        }
        return StoredFile.of(key, file);
    }
}
