package io.spillway.cluster.api.object;

import java.time.Duration;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;

/**
 * Everything that a call to the store can answer instead of a result. Each names what failed and what can be done; a
 * front end maps each to its own protocol. Anything unchecked is a bug.
 */
public abstract sealed class ObjectStoreException extends Exception {
    protected ObjectStoreException(String message) {
        super(message);
    }

    protected ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public static final class NoSuchContainer extends ObjectStoreException {
        public NoSuchContainer(ContainerName container) {
            super("container " + container + " does not exist");
        }
    }

    /** The name is taken; {@code byCaller} tells whether the caller's own account holds it. */
    public static final class ContainerExists extends ObjectStoreException {
        private final boolean byCaller;

        public ContainerExists(ContainerName container, boolean byCaller) {
            super("container " + container + " exists already"
                    + (byCaller ? " and is yours" : " and belongs to another account"));
            this.byCaller = byCaller;
        }

        public boolean byCaller() {
            return byCaller;
        }
    }

    /** A container goes only when it has no versions and no uploads. */
    public static final class ContainerNotEmpty extends ObjectStoreException {
        public ContainerNotEmpty(ContainerName container) {
            super("container " + container + " still holds objects or multipart uploads; delete or abort them first");
        }
    }

    public static final class NoSuchKey extends ObjectStoreException {
        public NoSuchKey(ContainerName container, ObjectKey key) {
            super("container " + container + " has no object \"" + key + "\"");
        }
    }

    public static final class NoSuchVersion extends ObjectStoreException {
        public NoSuchVersion(ObjectRef ref) {
            super("there is no version " + ref);
        }
    }

    public static final class NoSuchUpload extends ObjectStoreException {
        public NoSuchUpload(UploadId upload) {
            super("there is no multipart upload " + upload
                    + " of this key; it was completed or aborted, or never begun");
        }
    }

    public static final class AccessDenied extends ObjectStoreException {
        public AccessDenied(Action action, Resource resource) {
            super(action + " on " + resource + " is not allowed to this caller");
        }
    }

    /** The condition of a write did not hold; nothing was changed. */
    public static final class PreconditionFailed extends ObjectStoreException {
        public PreconditionFailed(String condition) {
            super("the condition " + condition + " does not hold");
        }
    }

    /** A checksum that the client gave is not that of the bytes that came; nothing was kept. */
    public static final class ChecksumMismatch extends ObjectStoreException {
        private final ChecksumAlgorithm algorithm;

        public ChecksumMismatch(ChecksumAlgorithm algorithm) {
            super("the " + algorithm + " that was sent is not that of the bytes received");
            this.algorithm = algorithm;
        }

        public ChecksumAlgorithm algorithm() {
            return algorithm;
        }
    }

    /** The body had fewer or more bytes than announced; nothing was kept. */
    public static final class WrongLength extends ObjectStoreException {
        public WrongLength(long announced, long received) {
            super("the body was announced with " + announced + " bytes and had " + received);
        }
    }

    /** A part named at completion was not uploaded, or with another ETag. */
    public static final class InvalidPart extends ObjectStoreException {
        public InvalidPart(int number, String reason) {
            super("part " + number + ": " + reason);
        }
    }

    /** Parts were named at completion in an order that is not ascending. */
    public static final class InvalidPartOrder extends ObjectStoreException {
        public InvalidPartOrder() {
            super("parts must be named in ascending order of their numbers");
        }
    }

    /** A part other than the last is under the least size of {@link MultipartUploads#MIN_PART_BYTES}. */
    public static final class PartTooSmall extends ObjectStoreException {
        public PartTooSmall(int number, long size) {
            super("part " + number + " has " + size + " bytes; every part but the last needs at least "
                    + MultipartUploads.MIN_PART_BYTES);
        }
    }

    /** What a client says of an upload at its completion is not so; the upload stays as it is. */
    public static final class WrongClaim extends ObjectStoreException {
        public WrongClaim(String message) {
            super(message);
        }
    }

    public static final class TooLarge extends ObjectStoreException {
        public TooLarge(String what, long limit) {
            super(what + " is over the limit of " + limit + " bytes");
        }
    }

    public static final class UnknownStoragePolicy extends ObjectStoreException {
        public UnknownStoragePolicy(String message) {
            super(message);
        }
    }

    /** There is no room for the write, and nothing partial is left; reads and deletes go on. */
    public static final class InsufficientStorage extends ObjectStoreException {
        public InsufficientStorage(String message) {
            super(message);
        }
    }

    /** Cannot be answered now: a volume, a container file or a cloud target is out of reach. Never "not found". */
    public static final class Unavailable extends ObjectStoreException {
        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        public Unavailable(String message, Duration retryAfter, Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The write may or may not have happened: no answer came in time. Read before writing again. */
    public static final class OutcomeUnknown extends ObjectStoreException {
        public OutcomeUnknown(String message) {
            super(message);
        }
    }

    /** Stored bytes fail their checksums on every copy, or a container's file is missing or damaged. */
    public static final class Damaged extends ObjectStoreException {
        public Damaged(String message) {
            super(message);
        }

        public Damaged(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
