package io.spillway.system.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.b2.B2CloudStore;
import io.spillway.cloud.b2.B2Credentials;
import io.spillway.cloud.b2.B2Settings;
import io.spillway.cloud.b2.B2Target;
import io.spillway.system.b2.B2Simulator;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.node.TestTarget;

/** A bucket of B2 as the target of a test's node. */
public final class B2BucketTarget implements TestTarget {
    private static final String FILE = "b2-bucket";

    /** Notes in the node's folder which bucket it is, for every process that opens the node. */
    static void note(Path folder, B2Simulator server, String bucket) throws IOException {
        Files.write(folder.resolve(FILE), List.of(server.url().toString(), bucket, server.keyId(), server.key()));
    }

    @Override
    public CloudStore open(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(FILE));
        B2Target target = new B2Target(lines.get(1), Optional.of(URI.create(lines.get(0))), TestNode.PREFIX);
        return new B2CloudStore(target, B2Settings.DEFAULT, () -> new B2Credentials(lines.get(2), lines.get(3)));
    }
}
