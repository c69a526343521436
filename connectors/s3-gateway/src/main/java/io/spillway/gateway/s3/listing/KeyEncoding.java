package io.spillway.gateway.s3.listing;

import java.util.Optional;

import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.request.PercentCoding;
import io.spillway.gateway.s3.request.Query;
import io.spillway.gateway.s3.xml.XmlOutput;

/** How a listing writes keys: as they are, or percent-encoded where the client asked for it. */
public enum KeyEncoding {
    PLAIN, URL;

    public static KeyEncoding of(Query query) throws S3Exception {
        Optional<String> type = query.get("encoding-type");
        if (type.isPresent() && !type.get().equals("url")) {
            throw S3Exception.invalidArgument("encoding-type", type.get(),
                    "Invalid Encoding Method specified in Request");
        }
        return type.isPresent() ? URL : PLAIN;
    }

    public String apply(String key) {
        return switch (this) {
            case PLAIN -> key;
            case URL -> PercentCoding.encodeKey(key);
        };
    }

    /** Says in the answer how its keys are written. */
    public void announce(XmlOutput xml) {
        if (this == URL) {
            xml.element("EncodingType", "url");
        }
    }
}
