package io.spillway.gateway.s3.object;

import java.util.Optional;
import java.util.Set;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.Checksum;
import io.spillway.cluster.api.object.ChecksumAlgorithm;
import io.spillway.cluster.api.object.CopyRequest;
import io.spillway.cluster.api.object.ObjectAttributes;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStat;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.ObjectWriter;
import io.spillway.gateway.s3.checksum.ChecksumNames;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.operation.OperationHandler;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.xml.XmlOutput;

/** CopyObject. The store authorises the read of the source as it does any other. */
public final class CopyObject implements OperationHandler {
    private final ObjectStore store;

    public CopyObject(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Call call) throws S3Exception, ObjectStoreException {
        ObjectRef source = CopySource.parse(call.header("x-amz-copy-source").orElse(""));
        Optional<ObjectAttributes> replacement = replacement(call);
        Optional<StoragePolicyName> policy = RequestAttributes.storagePolicy(call.headers());
        Set<ChecksumAlgorithm> checksums = checksums(call);
        boolean ontoItself = source.equals(ObjectRef.current(call.bucket(), call.key()));
        if (ontoItself && replacement.isEmpty() && policy.isEmpty() && checksums.isEmpty()) {
            throw S3Exception.invalidRequest("This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
        CopyRequest request = new CopyRequest(checked(call, source), call.bucket(), call.key(), replacement,
                checksums, policy, WriteConditions.of(call.headers()));
        return result(copy(call, request));
    }

    /** The source, pinned to the version whose conditions were looked at. */
    private ObjectRef checked(S3Call call, ObjectRef source) throws S3Exception, ObjectStoreException {
        ObjectStat stat = store.stat(call.context(), source);
        if (stat.size() > ObjectWriter.MAX_PUT_BYTES) {
            throw S3Exception.invalidRequest("The specified copy source is larger than the maximum allowable size"
                    + " for a copy source: " + ObjectWriter.MAX_PUT_BYTES);
        }
        ReadConditions conditions = ReadConditions.ofCopySource(call.headers());
        conditions.require(stat);
        return conditions.any() ? stat.ref() : source;
    }

    private ObjectStat copy(S3Call call, CopyRequest request) throws S3Exception, ObjectStoreException {
        try {
            return store.copy(call.context(), request);
        } catch (ObjectStoreException.NoSuchVersion _) {
            throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED,
                    "The copy's source was replaced after its conditions had been checked");
        }
    }

    private static Optional<ObjectAttributes> replacement(S3Call call) throws S3Exception {
        return switch (call.header("x-amz-metadata-directive").orElse("COPY")) {
            case "COPY" -> Optional.empty();
            case "REPLACE" -> Optional.of(RequestAttributes.of(call.headers()));
            case String other -> throw S3Exception.invalidArgument("x-amz-metadata-directive", other,
                    "Unknown metadata directive; it is COPY or REPLACE.");
        };
    }

    private static Set<ChecksumAlgorithm> checksums(S3Call call) throws S3Exception {
        Optional<String> algorithm = call.header("x-amz-checksum-algorithm");
        return algorithm.isPresent()
                ? Set.of(ChecksumNames.parse("x-amz-checksum-algorithm", algorithm.get()))
                : Set.of();
    }

    private static S3Response result(ObjectStat stat) {
        XmlOutput xml = XmlOutput.result("CopyObjectResult").element("LastModified", HttpDates.xml(stat.modified()))
                .element("ETag", ObjectHeaders.quoted(stat.etag()));
        for (Checksum checksum : stat.checksums()) {
            xml.element(ChecksumNames.element(checksum.algorithm()),
                    ChecksumNames.encode(checksum, stat.partSizes().size()));
            xml.element("ChecksumType", checksum.kind().name());
        }
        return S3Response.xml(xml);
    }
}
