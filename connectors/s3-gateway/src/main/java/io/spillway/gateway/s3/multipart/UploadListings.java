package io.spillway.gateway.s3.multipart;

import java.util.Optional;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartListing;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.UploadListRequest;
import io.spillway.cluster.api.object.UploadListing;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.listing.KeyEncoding;
import io.spillway.gateway.s3.listing.PageSize;
import io.spillway.gateway.s3.object.ObjectHeaders;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.request.Query;
import io.spillway.gateway.s3.xml.XmlOutput;

/** ListParts and ListMultipartUploads. */
public final class UploadListings {
    private final MultipartUploads uploads;

    public UploadListings(MultipartUploads uploads) {
        this.uploads = uploads;
    }

    public S3Response parts(S3Call call) throws S3Exception, ObjectStoreException {
        Query query = call.query();
        KeyEncoding encoding = KeyEncoding.of(query);
        int limit = PageSize.of(query, "max-parts");
        int after = marker(query.get("part-number-marker"));
        PartListing page = uploads.listParts(call.context(), UploadParameters.upload(call), after, limit);
        XmlOutput xml = XmlOutput.result("ListPartsResult").element("Bucket", call.bucket().value())
                .element("Key", encoding.apply(call.key().value())).element("UploadId", query.get("uploadId"));
        encoding.announce(xml);
        owner(xml, call).element("StorageClass", ObjectStat.STANDARD).element("PartNumberMarker", after)
                .element("MaxParts", limit).element("IsTruncated", page.next().isPresent());
        if (page.next().isPresent()) {
            xml.element("NextPartNumberMarker", page.next().getAsInt());
        }
        page.checksum().ifPresent(algorithm -> xml.element("ChecksumAlgorithm", algorithm.name())
                .element("ChecksumType", page.kind().name()));
        page.parts().forEach(part -> part(xml, part));
        return S3Response.xml(xml);
    }

    private static void part(XmlOutput xml, PartStat part) {
        xml.open("Part").element("PartNumber", part.number())
                .element("LastModified", HttpDates.xml(part.modified()))
                .element("ETag", ObjectHeaders.quoted(part.etag())).element("Size", part.size());
        for (Checksum checksum : part.checksums()) {
            xml.element(ChecksumNames.element(checksum.algorithm()), ChecksumNames.encode(checksum, 0));
        }
        xml.close();
    }

    public S3Response uploads(S3Call call) throws S3Exception, ObjectStoreException {
        Query query = call.query();
        KeyEncoding encoding = KeyEncoding.of(query);
        String delimiter = query.get("delimiter").orElse("");
        String keyMarker = query.get("key-marker").orElse("");
        Optional<String> uploadMarker = query.get("upload-id-marker").filter(text -> !text.isEmpty());
        // Without a key it says nothing, and S3 passes it over.
        Optional<UploadId> afterUpload = uploadMarker.isPresent() && !keyMarker.isEmpty()
                ? Optional.of(UploadParameters.id(uploadMarker.get()))
                : Optional.empty();
        UploadListRequest request = new UploadListRequest(query.get("prefix").orElse(""), delimiter, keyMarker,
                afterUpload, PageSize.of(query, "max-uploads"));
        UploadListing page = uploads.listUploads(call.context(), call.bucket(), request);
        XmlOutput xml = XmlOutput.result("ListMultipartUploadsResult").element("Bucket", call.bucket().value())
                .element("KeyMarker", encoding.apply(keyMarker)).element("UploadIdMarker", uploadMarker.orElse(""))
                .element("Prefix", encoding.apply(request.prefix())).element("MaxUploads", request.limit())
                .element("IsTruncated", page.nextKey().isPresent());
        if (!delimiter.isEmpty()) {
            xml.element("Delimiter", encoding.apply(delimiter));
        }
        encoding.announce(xml);
        xml.element("NextKeyMarker", page.nextKey().map(encoding::apply))
                .element("NextUploadIdMarker", page.nextUpload().map(UploadId::value));
        page.uploads().forEach(upload -> upload(xml, upload, encoding, call));
        page.prefixes().forEach(prefix -> xml.open("CommonPrefixes").element("Prefix", encoding.apply(prefix))
                .close());
        return S3Response.xml(xml);
    }

    private static void upload(XmlOutput xml, UploadListing.Upload upload, KeyEncoding encoding, S3Call call) {
        xml.open("Upload").element("Key", encoding.apply(upload.key().value()))
                .element("UploadId", upload.id().value());
        owner(xml, call).element("StorageClass", ObjectStat.STANDARD).element("Initiated",
                HttpDates.xml(upload.begun()));
        upload.checksum().ifPresent(algorithm -> xml.element("ChecksumAlgorithm", algorithm.name())
                .element("ChecksumType", upload.kind().name()));
        xml.close();
    }

    private static XmlOutput owner(XmlOutput xml, S3Call call) {
        String account = call.account().value();
        return xml.open("Initiator").element("ID", account).element("DisplayName", account).close().open("Owner")
                .element("ID", account).element("DisplayName", account).close();
    }

    private static int marker(Optional<String> text) throws S3Exception {
        if (text.isEmpty() || text.get().isEmpty()) {
            return 0;
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw S3Exception.invalidArgument("part-number-marker", text.get(),
                    "Argument part-number-marker must be an integer");
        }
        return Integer.parseInt(text.get());
    }
}
