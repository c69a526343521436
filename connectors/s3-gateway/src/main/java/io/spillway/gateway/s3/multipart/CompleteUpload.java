package io.spillway.gateway.s3.multipart;

import java.io.IOException;
import java.util.List;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.MultipartUploads.CompletedPart;
import io.spillway.cluster.api.object.MultipartUploads.Completion;
import io.spillway.cluster.api.object.MultipartUploads.UploadRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.object.ObjectHeaders;
import io.spillway.gateway.s3.object.WriteConditions;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.xml.XmlOutput;

/** CompleteMultipartUpload. */
public final class CompleteUpload implements OperationHandler {
    private final MultipartUploads uploads;

    public CompleteUpload(MultipartUploads uploads) {
        this.uploads = uploads;
    }

    @Override
    public S3Response handle(S3Call call) throws S3Exception, ObjectStoreException, IOException {
        UploadRef upload = UploadParameters.upload(call);
        List<CompletedPart> parts = CompletionDocument
                .parse(call.bodyAboutAnObject().readSmall(CompletionDocument.MAX_BYTES));
        ObjectStat stat = uploads.completeUpload(call.context(), upload, new Completion(parts,
                ClaimedObject.of(call.headers(), parts.size()), WriteConditions.of(call.headers())));
        XmlOutput xml = XmlOutput.result("CompleteMultipartUploadResult")
                .element("Location", "/" + call.bucket() + "/" + call.key()).element("Bucket", call.bucket().value())
                .element("Key", call.key().value()).element("ETag", ObjectHeaders.quoted(stat.etag()));
        for (Checksum checksum : stat.checksums()) {
            xml.element(ChecksumNames.element(checksum.algorithm()), ChecksumNames.encode(checksum, parts.size()));
            xml.element("ChecksumType", checksum.kind().name());
        }
        return S3Response.xml(xml);
    }
}
