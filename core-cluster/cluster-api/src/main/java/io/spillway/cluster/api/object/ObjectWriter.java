package io.spillway.cluster.api.object;

import java.io.IOException;

/**
 * Writes of whole objects. When a method returns, its effect survives a power cut; when it throws anything but
 * {@link ObjectStoreException.OutcomeUnknown}, nothing has changed.
 */
public interface ObjectWriter {
    /** Most bytes of one PUT, as in S3: 5 GiB. A larger object is a multipart upload. */
    long MAX_PUT_BYTES = 5L << 30;

    /** Stores a new current version. Holds a bounded part of the body in memory, whatever its length. */
    ObjectStat put(RequestContext context, PutRequest request, ObjectSource source)
            throws ObjectStoreException, IOException;

    ObjectStat copy(RequestContext context, CopyRequest request) throws ObjectStoreException;

    /** Removes the object, or the exact version. Removing what is absent succeeds, unless the condition needs it. */
    void delete(RequestContext context, ObjectRef ref, WriteCondition condition) throws ObjectStoreException;
}
