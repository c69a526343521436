package io.spillway.gateway.s3.multipart;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.PartStat;
import io.spillway.cluster.api.object.PutRequest;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.object.ObjectHeaders;
import io.spillway.gateway.s3.object.RequestAttributes;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.xml.XmlOutput;

/** CreateMultipartUpload, UploadPart and AbortMultipartUpload. */
public final class Uploads {
    private final MultipartUploads uploads;

    public Uploads(MultipartUploads uploads) {
        this.uploads = uploads;
    }

    public S3Response create(S3Call call) throws S3Exception, ObjectStoreException {
        Optional<String> name = call.header("x-amz-checksum-algorithm");
        Optional<ChecksumAlgorithm> algorithm = name.isPresent()
                ? Optional.of(ChecksumNames.parse("x-amz-checksum-algorithm", name.get()))
                : Optional.empty();
        Optional<String> type = call.header("x-amz-checksum-type");
        if (type.isPresent() && algorithm.isEmpty()) {
            throw S3Exception.invalidRequest("The x-amz-checksum-type header can only be used with the"
                    + " x-amz-checksum-algorithm header.");
        }
        Checksum.Kind kind = UploadParameters.kind(algorithm, type);
        Set<ChecksumAlgorithm> kept = algorithm.stream().collect(Collectors.toSet());
        PutRequest request = new PutRequest(call.bucket(), call.key(), RequestAttributes.of(call.headers()), kept,
                RequestAttributes.storagePolicy(call.headers()), WriteCondition.ALWAYS);
        UploadId id = uploads.createUpload(call.context(), request, kind);
        S3Response response = S3Response.xml(XmlOutput.result("InitiateMultipartUploadResult")
                .element("Bucket", call.bucket().value()).element("Key", call.key().value())
                .element("UploadId", id.value()));
        return algorithm.isEmpty()
                ? response
                : response.with("x-amz-checksum-algorithm", algorithm.get().name())
                        .with("x-amz-checksum-type", kind.name());
    }

    public S3Response putPart(S3Call call) throws S3Exception, ObjectStoreException, IOException {
        int number = UploadParameters.partNumber(call.query().get("partNumber").orElse(""));
        PartStat part = uploads.putPart(call.context(), UploadParameters.upload(call), number, call.body());
        S3Response response = S3Response.of(200).with("etag", ObjectHeaders.quoted(part.etag()));
        for (Checksum checksum : part.checksums()) {
            response = response.with(ChecksumNames.header(checksum.algorithm()), ChecksumNames.encode(checksum, 0));
        }
        return response;
    }

    public S3Response abort(S3Call call) throws S3Exception, ObjectStoreException {
        uploads.abortUpload(call.context(), UploadParameters.upload(call));
        return S3Response.of(204);
    }
}
