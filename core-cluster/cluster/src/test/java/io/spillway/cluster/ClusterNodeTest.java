package io.spillway.cluster;

import java.nio.file.Path;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.ObjectStoreContract;
import io.spillway.cluster.api.object.RecordingAuthoriser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The store's contract on a whole node: real volumes, real directory, nothing in place of anything. */
class ClusterNodeTest {
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class SmallObjectsInline extends OnANode {
        @Override
        NodeOnDisk node(NodeOnDisk node) {
            return node;
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AllObjectsInChunkFiles extends OnANode {
        @Override
        NodeOnDisk node(NodeOnDisk node) {
            return node.withoutInline();
        }
    }

    abstract static class OnANode implements ObjectStoreContract {
        private final RecordingAuthoriser authoriser = new RecordingAuthoriser();
        private ClusterNode node;

        abstract NodeOnDisk node(NodeOnDisk node);

        @BeforeAll
        void open(@TempDir Path folder) throws Exception {
            node = node(NodeOnDisk.in(folder)).open(authoriser);
        }

        @AfterAll
        void close() {
            node.close();
        }

        @Override
        public ObjectStore store() {
            return node.store();
        }

        @Override
        public RecordingAuthoriser authoriser() {
            return authoriser;
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
}
