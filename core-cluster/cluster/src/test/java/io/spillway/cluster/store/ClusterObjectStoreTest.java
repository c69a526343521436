package io.spillway.cluster.store;

import java.nio.file.Path;

import io.spillway.cluster.api.name.StoragePolicyName;
import io.spillway.cluster.api.object.AuthorisationContract;
import io.spillway.cluster.api.object.ConcurrencyContract;
import io.spillway.cluster.api.object.ConditionsContract;
import io.spillway.cluster.api.object.ContainersContract;
import io.spillway.cluster.api.object.CopyContract;
import io.spillway.cluster.api.object.DeleteContract;
import io.spillway.cluster.api.object.KeysContract;
import io.spillway.cluster.api.object.ListingsContract;
import io.spillway.cluster.api.object.MultipartCompletionContract;
import io.spillway.cluster.api.object.MultipartContract;
import io.spillway.cluster.api.object.ObjectStore;
import io.spillway.cluster.api.object.PutContract;
import io.spillway.cluster.api.object.ReadContract;
import io.spillway.cluster.api.object.RecordingAuthoriser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store's contract, over volumes on the disk and metachunks small enough that bodies have many. Listings of uploads
 * are the directory's own and are tested with it.
 */
class ClusterObjectStoreTest
        implements
            ContainersContract,
            PutContract,
            ReadContract,
            KeysContract,
            ConditionsContract,
            ConcurrencyContract,
            ListingsContract,
            CopyContract,
            DeleteContract,
            MultipartContract,
            MultipartCompletionContract,
            AuthorisationContract {
    private static final RecordingAuthoriser AUTHORISER = new RecordingAuthoriser();

    @TempDir
    static Path folder;
    private static StoreOnDisk node;

    @BeforeAll
    static void open() throws Exception {
        node = new StoreOnDisk(folder, new InMemoryDirectory(), AUTHORISER, RemoteChunks.NONE, 1 << 20);
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
        return StoreOnDisk.SINGLE;
    }

    @Override
    public StoragePolicyName otherPolicy() {
        return StoreOnDisk.TWO;
    }
}
