package io.spillway.cluster.api.object;

/**
 * Everything that the Javadoc of {@link ObjectStore} promises. A test class of an adapter implements this and the
 * few methods of {@link StoreFixture}.
 *
 * <p>One store may serve the whole class: every test works in an account and containers of its own. An adapter that
 * cuts objects into pieces should cut at 1 MiB here, so that the sizes and ranges of these tests cross its cuts.
 */
public interface ObjectStoreContract
        extends
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
            UploadListingsContract,
            AuthorisationContract {}
