package io.spillway.gateway.s3.object;

import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.PercentCoding;
import io.spillway.gateway.s3.request.ResourcePath;

/** Reads {@code x-amz-copy-source}: a bucket and a key, percent-encoded, with or without a slash before them. */
final class CopySource {
    private CopySource() {}

    static ObjectRef parse(String header) throws S3Exception {
        if (header.contains("?")) {
            throw S3Exception.notImplemented("A copy source with a version");
        }
        String path = PercentCoding.decodePath(header.startsWith("/") ? header.substring(1) : header);
        int slash = path.indexOf('/');
        if (slash < 0 || slash == path.length() - 1) {
            throw S3Exception.invalidArgument("x-amz-copy-source", header,
                    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        return ObjectRef.current(ResourcePath.container(path.substring(0, slash)),
                ResourcePath.key(path.substring(slash + 1)));
    }
}
