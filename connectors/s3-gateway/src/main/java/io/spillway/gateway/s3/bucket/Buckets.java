package io.spillway.gateway.s3.bucket;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.spillway.cluster.api.object.ContainerStat;
import io.spillway.cluster.api.object.Containers;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.gateway.s3.body.ClientBody;
import io.spillway.gateway.s3.error.S3ErrorCode;
import io.spillway.gateway.s3.error.S3Exception;
import io.spillway.gateway.s3.object.RequestAttributes;
import io.spillway.gateway.s3.operation.S3Call;
import io.spillway.gateway.s3.operation.S3Response;
import io.spillway.gateway.s3.request.HttpDates;
import io.spillway.gateway.s3.xml.XmlInput;
import io.spillway.gateway.s3.xml.XmlOutput;

/** The operations on buckets. */
public final class Buckets {
    /** The region whose buckets have no location constraint, for the sake of S3's history. */
    private static final String UNNAMED_REGION = "us-east-1";
    private static final int MAX_CONFIGURATION = 64 << 10;
    private static final int MAX_BUCKETS = 10_000;

    private final Containers containers;
    private final String region;

    public Buckets(Containers containers, String region) {
        this.containers = containers;
        this.region = region;
    }

    public S3Response create(S3Call call) throws S3Exception, ObjectStoreException, IOException {
        requireOwnRegion(call);
        containers.createContainer(call.context(), call.bucket(), RequestAttributes.storagePolicy(call.headers()));
        return S3Response.of(200).with("location", "/" + call.bucket());
    }

    public S3Response head(S3Call call) throws ObjectStoreException {
        containers.statContainer(call.context(), call.bucket());
        return S3Response.of(200).with("x-amz-bucket-region", region);
    }

    public S3Response delete(S3Call call) throws ObjectStoreException {
        containers.deleteContainer(call.context(), call.bucket());
        return S3Response.of(204);
    }

    public S3Response location(S3Call call) throws ObjectStoreException {
        containers.statContainer(call.context(), call.bucket());
        return S3Response.xml(XmlOutput.result("LocationConstraint")
                .characters(region.equals(UNNAMED_REGION) ? "" : region));
    }

    /** ListBuckets; the continuation token is the name of the last bucket of the page before. */
    public S3Response list(S3Call call) throws S3Exception, ObjectStoreException {
        Optional<String> prefix = call.query().get("prefix");
        String after = call.query().get("continuation-token").orElse("");
        int limit = limit(call.query().get("max-buckets"));
        List<ContainerStat> matching = containers.listContainers(call.context()).stream()
                .filter(stat -> stat.name().value().startsWith(prefix.orElse("")))
                .filter(stat -> stat.name().value().compareTo(after) > 0).toList();
        List<ContainerStat> page = matching.subList(0, Math.min(limit, matching.size()));
        XmlOutput xml = XmlOutput.result("ListAllMyBucketsResult");
        String account = call.account().value();
        xml.open("Owner").element("ID", account).element("DisplayName", account).close().open("Buckets");
        for (ContainerStat stat : page) {
            xml.open("Bucket").element("Name", stat.name().value())
                    .element("CreationDate", HttpDates.xml(stat.created())).element("BucketRegion", region).close();
        }
        xml.close();
        if (page.size() < matching.size()) {
            xml.element("ContinuationToken", page.getLast().name().value());
        }
        return S3Response.xml(xml.element("Prefix", prefix));
    }

    private static int limit(Optional<String> text) throws S3Exception {
        if (text.isEmpty()) {
            return MAX_BUCKETS;
        }
        if (!text.get().matches("[0-9]{1,5}") || Integer.parseInt(text.get()) < 1
                || Integer.parseInt(text.get()) > MAX_BUCKETS) {
            throw S3Exception.invalidArgument("max-buckets", text.get(),
                    "max-buckets is a number from 1 to " + MAX_BUCKETS);
        }
        return Integer.parseInt(text.get());
    }

    private void requireOwnRegion(S3Call call) throws S3Exception, IOException {
        if (!call.headers().has("content-length") && !call.headers().has("transfer-encoding")) {
            return;
        }
        ClientBody body = call.body();
        byte[] document = body.readSmall(MAX_CONFIGURATION);
        String constraint = document.length == 0 ? "" : constraint(document);
        if (!constraint.isEmpty() && !constraint.equals(region)) {
            throw new S3Exception(S3ErrorCode.ILLEGAL_LOCATION_CONSTRAINT, "The " + constraint
                    + " location constraint is incompatible for the region specific endpoint this request was sent"
                    + " to; buckets are made in " + region + ".");
        }
    }

    private static String constraint(byte[] document) throws S3Exception {
        String constraint = "";
        XmlInput xml = XmlInput.open(document, "CreateBucketConfiguration");
        while (xml.nextChild()) {
            if (!xml.name().equals("LocationConstraint")) {
                throw S3Exception.notImplemented("The element " + xml.name() + " of a bucket's configuration");
            }
            constraint = xml.text().strip();
        }
        return constraint;
    }
}
