package io.spillway.cloud.b2;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.backblaze.b2.client.B2AlreadyStoredPartStorer;
import com.backblaze.b2.client.B2PartStorer;
import com.backblaze.b2.client.exceptions.B2Exception;
import com.backblaze.b2.client.structures.B2Part;
import com.backblaze.b2.client.structures.B2StoreLargeFileRequest;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.CloudSource;
import io.spillway.cloud.api.SourceStretch;
import io.spillway.cloud.api.UploadId;
import org.jspecify.annotations.Nullable;

/** Sends the parts of an upload that the service does not have yet, some at once, each over an upload URL of its own. */
final class B2Parts {
    private static final Duration ANEW_AFTER = Duration.ofSeconds(1);

    private final B2Place place;
    private final B2Uploads uploads;

    B2Parts(B2Place place, B2Uploads uploads) {
        this.place = place;
        this.uploads = uploads;
    }

    /**
     * Once one part has failed no other is begun; those on their way end.
     *
     * @param there what the service has, by the parts' numbers; taken where length and SHA-1 are right
     */
    void send(UploadId upload, CloudSource source, PartDigests digests, Map<Integer, B2Part> there)
            throws CloudException, IOException {
        List<B2PartStorer> storers = new ArrayList<>();
        List<SentPart> sent = new ArrayList<>();
        AtomicReference<@Nullable B2Exception> failure = new AtomicReference<>();
        for (int number = 1; number <= digests.parts().size(); number++) {
            long from = (number - 1) * digests.partBytes();
            SourceStretch stretch = new SourceStretch(upload.key(), source, from,
                    Math.min(digests.partBytes(), source.length() - from));
            String sha1 = digests.parts().get(number - 1);
            B2Part earlier = there.get(number);
            if (earlier != null && earlier.getContentLength() == stretch.length()
                    && sha1.equals(earlier.getContentSha1())) {
                storers.add(new B2AlreadyStoredPartStorer(earlier));
            } else {
                SentPart part = new SentPart(number, new SentBytes(stretch, sha1), failure);
                storers.add(part);
                sent.add(part);
            }
        }
        try {
            send(upload, storers);
        } catch (CloudException e) {
            if (uploads.isOver(upload, e)) {
                throw new CloudException.Unavailable(
                        place.doing("storing", upload.key()) + ": its upload was removed; it begins anew", ANEW_AFTER,
                        e);
            }
            for (SentPart part : sent) {
                part.bytes().rethrow();
            }
            throw e;
        }
    }

    private void send(UploadId upload, List<B2PartStorer> storers) throws CloudException {
        try (ExecutorService threads = Executors.newFixedThreadPool(place.settings().partsAtOnce(),
                Thread.ofVirtual().name("b2-part-", 0).factory())) {
            try {
                place.call(place.doing("storing the parts of", upload.key()), B2Exceptions.Effect.NONE,
                        () -> place.client().storePartsForLargeFile(
                                B2StoreLargeFileRequest.builder(upload.id()).build(), storers, null, threads));
            } catch (CloudException e) {
                if (B2Exceptions.isInterrupted(e)) {
                    // The SDK would leave the parts on their way, which may take long.
                    threads.shutdownNow();
                    Thread.currentThread().interrupt();
                }
                throw e;
            }
        }
    }
}
