package io.spillway.system.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.s3.S3CloudStore;
import io.spillway.cloud.s3.S3Credentials;
import io.spillway.cloud.s3.S3Settings;
import io.spillway.cloud.s3.S3Target;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.node.TestTarget;

/** A bucket as the target of a test's node, with parts as small as S3 allows. */
public final class BucketTarget implements TestTarget {
    private static final String FILE = "bucket";
    private static final String REGION = "eu-central-1";
    private static final long LEAST_PART = 5L << 20;

    /** Notes in the node's folder which bucket it is, for every process that opens the node. */
    static void note(Path folder, URI endpoint, String bucket) throws IOException {
        Files.write(folder.resolve(FILE), List.of(endpoint.toString(), bucket));
    }

    @Override
    public CloudStore open(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(FILE));
        S3Target target = new S3Target(lines.get(1), REGION, Optional.of(URI.create(lines.get(0))), TestNode.PREFIX);
        S3Settings settings = new S3Settings("STANDARD", S3Settings.ConditionalWrites.SUPPORTED,
                new S3Settings.Parts(LEAST_PART, LEAST_PART), S3Settings.Limits.DEFAULT);
        return new S3CloudStore(target, settings, () -> new S3Credentials("test", "test", Optional.empty()));
    }
}
