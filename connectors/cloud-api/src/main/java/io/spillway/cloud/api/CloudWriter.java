package io.spillway.cloud.api;

import java.io.IOException;

/** Writes whole objects into a target. */
public interface CloudWriter {
    /**
     * Stores the source's bytes under the key, all or nothing: a reader sees the whole object or what was there
     * before. On success the object is durable by the target's word, the target's evidence agrees with the bytes that
     * were sent, and those agree with the source's length and SHA-256. The answer names the exact generation and that
     * evidence; {@link CloudReader#stat} later answers an equal one.
     * <p>
     * A source of {@link TargetCapabilities.Parts#resumableFrom} bytes or more is sent in parts: the upload is recorded in
     * the journal before its first part, and cleared once the object stands. A call that finds an upload in the
     * journal goes on with it: parts that the target holds with the right digest are not sent again. A put that fails
     * may leave its upload, for {@code put} to go on with or for {@link CloudRemover#cancel}. A recorded upload that
     * the target no longer has is replaced by a new one.
     *
     * @param journal of this key and source alone
     * @throws CloudException.PreconditionFailed if the condition did not hold; nothing was changed
     * @throws CloudException.Refused if the target cannot keep the condition
     *         ({@link TargetCapabilities#conditions}), the key or the size; nothing was changed
     * @throws CloudException.OutcomeUnknown if no answer came: the object may stand or may still come. Ask by
     *         {@link CloudReader#stat}; never write other bytes to the key
     * @throws CorruptSourceException if the source's bytes are not of its length and digest; nothing was changed
     * @throws IOException of the source or the journal, unchanged; nothing was changed
     */
    StoredObject put(CloudKey key, CloudSource source, PutCondition condition, UploadJournal journal)
            throws CloudException, IOException;
}
