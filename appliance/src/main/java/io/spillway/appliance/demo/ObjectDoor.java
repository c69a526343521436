package io.spillway.appliance.demo;

import java.util.Map;

/** Objects as a client sees them now. */
interface ObjectDoor {
    /** What a listing or a HEAD tells of an object. */
    record Seen(long size, String etag, String storageClass) {}

    /** All objects of a bucket by name. */
    Map<ObjectName, Seen> list(String bucket) throws DemoException;

    /** What a HEAD tells of an object. */
    Seen head(ObjectName name) throws DemoException, MissingObjectException;

    /** The fingerprint of the bytes that a GET of the whole object answers. */
    Fingerprint readWhole(ObjectName name, long size) throws DemoException, MissingObjectException;

    /** SHA-256 of the bytes that a GET of this range answers. */
    String readRange(ObjectName name, Middle range) throws DemoException, MissingObjectException;

    /** The door says that the object does not exist. */
    final class MissingObjectException extends Exception {
        MissingObjectException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
