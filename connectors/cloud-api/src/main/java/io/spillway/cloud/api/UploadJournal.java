package io.spillway.cloud.api;

import java.io.IOException;
import java.util.Optional;

/**
 * Where one put keeps the id of its upload, so that a later attempt goes on with it and an abandoned one is cancelled.
 * The caller implements it on something durable; {@link InMemoryUploadJournal} serves where a crash may leave the
 * upload to the sweep.
 */
public interface UploadJournal {
    /** Called before the first part is sent; once it returns, the id outlives a crash. Replaces an earlier one. */
    void record(UploadId upload) throws IOException;

    /** The upload that was recorded and not cleared. */
    Optional<UploadId> find() throws IOException;

    /** Called when the object stands or the upload is known to be gone; nothing recorded is no error. */
    void clear() throws IOException;
}
