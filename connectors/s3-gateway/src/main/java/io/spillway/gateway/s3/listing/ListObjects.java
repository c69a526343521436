package io.spillway.gateway.s3.listing;

import java.util.Optional;

import io.spillway.cluster.api.object.ListRequest;
import io.spillway.cluster.api.object.Listing;
import io.spillway.cluster.api.object.ObjectReader;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.object.ObjectHeaders;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.request.Query;
import io.spillway.gateway.s3.xml.XmlOutput;

/** ListObjects and ListObjectsV2. */
public final class ListObjects {
    private final ObjectReader objects;

    public ListObjects(ObjectReader objects) {
        this.objects = objects;
    }

    public S3Response first(S3Call call) throws S3Exception, ObjectStoreException {
        Query query = call.query();
        KeyEncoding encoding = KeyEncoding.of(query);
        String marker = query.get("marker").orElse("");
        ListRequest request = request(query, marker);
        Listing page = objects.list(call.context(), call.bucket(), request);
        XmlOutput xml = begin(call, encoding, request);
        xml.element("Marker", encoding.apply(marker)).element("IsTruncated", page.next().isPresent());
        if (!request.delimiter().isEmpty()) {
            xml.element("NextMarker", page.next().map(encoding::apply));
        }
        contents(xml, page, encoding, Optional.of(call.account().value()));
        return S3Response.xml(xml);
    }

    public S3Response second(S3Call call) throws S3Exception, ObjectStoreException {
        Query query = call.query();
        if (!query.get("list-type").equals(Optional.of("2"))) {
            throw S3Exception.invalidArgument("list-type", query.get("list-type").orElse(""),
                    "Invalid List Type specified in Request");
        }
        KeyEncoding encoding = KeyEncoding.of(query);
        Optional<String> startAfter = query.get("start-after");
        Optional<String> token = query.get("continuation-token");
        String after = token.isPresent() ? ContinuationToken.decode(token.get()) : startAfter.orElse("");
        ListRequest request = request(query, after);
        Listing page = objects.list(call.context(), call.bucket(), request);
        XmlOutput xml = begin(call, encoding, request);
        xml.element("StartAfter", startAfter.map(encoding::apply)).element("ContinuationToken", token)
                .element("KeyCount", page.objects().size() + page.prefixes().size())
                .element("IsTruncated", page.next().isPresent())
                .element("NextContinuationToken", page.next().map(ContinuationToken::encode));
        contents(xml, page, encoding, query.get("fetch-owner").filter(fetch -> fetch.equals("true"))
                .map(_ -> call.account().value()));
        return S3Response.xml(xml);
    }

    private static ListRequest request(Query query, String after) throws S3Exception {
        return new ListRequest(query.get("prefix").orElse(""), query.get("delimiter").orElse(""), after,
                PageSize.of(query, "max-keys"));
    }

    private static XmlOutput begin(S3Call call, KeyEncoding encoding, ListRequest request) {
        XmlOutput xml = XmlOutput.result("ListBucketResult").element("Name", call.bucket().value())
                .element("Prefix", encoding.apply(request.prefix())).element("MaxKeys", request.limit());
        if (!request.delimiter().isEmpty()) {
            xml.element("Delimiter", encoding.apply(request.delimiter()));
        }
        encoding.announce(xml);
        return xml;
    }

    private static void contents(XmlOutput xml, Listing page, KeyEncoding encoding, Optional<String> owner) {
        for (ObjectStat stat : page.objects()) {
            xml.open("Contents").element("Key", encoding.apply(stat.ref().key().value()))
                    .element("LastModified", HttpDates.xml(stat.modified()))
                    .element("ETag", ObjectHeaders.quoted(stat.etag())).element("Size", stat.size());
            owner.ifPresent(id -> xml.open("Owner").element("ID", id).element("DisplayName", id).close());
            xml.element("StorageClass", stat.storageClass()).close();
        }
        for (String prefix : page.prefixes()) {
            xml.open("CommonPrefixes").element("Prefix", encoding.apply(prefix)).close();
        }
    }
}
