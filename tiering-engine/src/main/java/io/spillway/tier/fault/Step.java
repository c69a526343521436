package io.spillway.tier.fault;

/** Every step of the engine that changes something durable, here or in a target, or that proves something. */
public enum Step {
    /** An intent is written. */
    PLAN,
    /** An attempt is written, before its first remote byte. */
    ATTEMPT,
    /** The pack is sent. */
    PUT,
    /** The id of a resumable upload is written, before its first part. */
    UPLOAD_ID,
    /** The target's answer is written. */
    UPLOADED,
    /** The target is asked for its evidence. */
    PROOF,
    /** The evidence is written. */
    VERIFIED,
    /** The pointers are switched to both places. */
    COMMIT,
    /** An intent is given up. */
    ABANDON,
    /** The container's file is copied. */
    BACKUP_COPY,
    /** The copy is sent. */
    BACKUP_PUT,
    /** The backup is recorded. */
    BACKUP_RECORD,
    /** Former backups are removed. */
    BACKUP_PRUNE,
    /** The namespace's file is copied. */
    NAMESPACE_COPY,
    /** That copy is sent. */
    NAMESPACE_PUT,
    /** Former copies of the namespace's file are removed. */
    NAMESPACE_PRUNE,
    /** The target is asked again for exactly the committed object. */
    SECOND_PROOF,
    /** The pointers are switched to the target alone. */
    RELEASE,
    /** The pointers are switched back to the local bytes, because the second proof failed or a recall came. */
    REVOKE,
    /** The local write of a recall is begun. */
    RECALL_WRITE,
    /** The recall's intent names its write. */
    FETCH,
    /** A metachunk is stored on local volumes. */
    STORE,
    /** The new chunks are written into the intent. */
    FETCHED,
    /** The pointers are switched to local volumes. */
    RECALL,
    /** Bytes are removed from a target. */
    REMOVE,
    /** A garbage note is put off with what was learnt. */
    DEFER,
    /** A garbage note is settled. */
    SETTLE
}
