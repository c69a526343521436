package io.spillway.gateway.s3.object;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.spillway.cluster.api.object.ByteRange;
import io.spillway.cluster.api.object.ObjectContent;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;

/** GetObject and HeadObject. */
public final class ReadObject {
    private final ObjectReader objects;

    public ReadObject(ObjectReader objects) {
        this.objects = objects;
    }

    public S3Response get(S3Call call) throws S3Exception, ObjectStoreException {
        ObjectContent content = objects.get(call.context(), ObjectRef.current(call.bucket(), call.key()));
        boolean handedOn = false;
        try {
            ObjectStat stat = content.stat();
            ReadConditions.ofRead(call.headers()).require(stat);
            Selection selection = Selection.of(call, stat);
            Optional<ByteRange> range = range(selection);
            range.ifPresent(content::select);
            S3Response response = new S3Response(status(selection, stat), headers(call, stat, selection),
                    new S3Response.Content(content, length(selection, stat)));
            handedOn = true;
            return response;
        } finally {
            if (!handedOn) {
                content.close();
            }
        }
    }

    public S3Response head(S3Call call) throws S3Exception, ObjectStoreException {
        ObjectStat stat = objects.stat(call.context(), ObjectRef.current(call.bucket(), call.key()));
        ReadConditions.ofRead(call.headers()).require(stat);
        Selection selection = Selection.of(call, stat);
        return new S3Response(status(selection, stat), headers(call, stat, selection),
                new S3Response.LengthOnly(length(selection, stat)));
    }

    private static Optional<ByteRange> range(Selection selection) {
        return switch (selection) {
            case Selection.Whole _ -> Optional.empty();
            case Selection.Range range -> Optional.of(range.range());
            case Selection.Part part -> Optional.of(part.range());
        };
    }

    private static long length(Selection selection, ObjectStat stat) {
        return range(selection).map(ByteRange::length).orElse(stat.size());
    }

    /** An empty part is the whole of an empty object: there is no range of no bytes to tell of. */
    private static int status(Selection selection, ObjectStat stat) {
        return range(selection).isEmpty() || stat.size() == 0 ? 200 : 206;
    }

    private static Map<String, String> headers(S3Call call, ObjectStat stat, Selection selection) throws S3Exception {
        Map<String, String> headers = new LinkedHashMap<>(ObjectHeaders.of(stat, call.query()));
        Optional<ByteRange> range = range(selection);
        if (status(selection, stat) == 206) {
            headers.put("content-range", RangeHeader.contentRange(range.orElseThrow(), stat.size()));
        }
        if (selection instanceof Selection.Part(var _, int parts) && parts > 0) {
            headers.put("x-amz-mp-parts-count", Integer.toString(parts));
        }
        boolean whole = range.map(ByteRange::length).orElse(stat.size()) == stat.size();
        if (checksumMode(call) && whole) {
            headers.putAll(ObjectHeaders.checksums(stat.checksums(), stat.partSizes().size()));
        }
        return headers;
    }

    private static boolean checksumMode(S3Call call) throws S3Exception {
        Optional<String> mode = call.header("x-amz-checksum-mode");
        if (mode.isPresent() && !mode.get().equals("ENABLED")) {
            throw S3Exception.invalidArgument("x-amz-checksum-mode", mode.get(),
                    "Value for x-amz-checksum-mode header is invalid; it is ENABLED or not given");
        }
        return mode.isPresent();
    }
}
