package io.spillway.cluster;

import java.nio.file.Path;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.ObjectStoreContract;
import io.spillway.cluster.api.object.RecordingAuthoriser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store's contract on a whole node: real volumes, real directory, nothing in place of anything. */
class ClusterNodeTest implements ObjectStoreContract {
    private static final RecordingAuthoriser AUTHORISER = new RecordingAuthoriser();

    @TempDir
    static Path folder;
    private static ClusterNode node;

    @BeforeAll
    static void open() throws Exception {
        node = NodeOnDisk.in(folder).open(AUTHORISER);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Override
    public ObjectStore store() {
        return node.store();
    }

    @Override
    public RecordingAuthoriser authoriser() {
        return AUTHORISER;
    }

    @Override
    public StoragePolicyName namespacePolicy() {
        return NodeOnDisk.SINGLE;
    }

    @Override
    public StoragePolicyName otherPolicy() {
        return NodeOnDisk.TWO;
    }
}
