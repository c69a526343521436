package io.spillway.gateway.s3.multipart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.MultipartUploads.CompletedPart;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartListing;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.RequestContext;

/** The parts of an upload as the store has them now. */
record UploadedParts(MultipartUploads uploads, RequestContext context, UploadRef upload) {
    private static final int PAGE = 1000;

    /**
     * The named parts, in their order. A part replaced after this look at it has another ETag, and then the completion
     * that follows is refused.
     */
    List<PartStat> named(List<CompletedPart> parts) throws ObjectStoreException {
        Map<Integer, PartStat> stored = new HashMap<>();
        OptionalInt after = OptionalInt.of(0);
        while (after.isPresent()) {
            PartListing page = uploads.listParts(context, upload, after.getAsInt(), PAGE);
            page.parts().forEach(part -> stored.put(part.number(), part));
            after = page.next();
        }
        List<PartStat> named = new ArrayList<>(parts.size());
        for (CompletedPart part : parts) {
            PartStat found = stored.get(part.number());
            if (found == null || !found.etag().equals(part.etag())) {
                throw new ObjectStoreException.InvalidPart(part.number(), "it was not uploaded, or with another ETag");
            }
            named.add(found);
        }
        return named;
    }
}
