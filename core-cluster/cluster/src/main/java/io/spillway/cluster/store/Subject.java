package io.spillway.cluster.store;

import java.time.Duration;
import java.util.Optional;

import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.ObjectKey;
import io.spillway.cluster.api.name.VersionId;
import io.spillway.cluster.api.object.MultipartUploads;
import io.spillway.cluster.api.object.ObjectRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.object.UploadId;
import io.spillway.cluster.api.object.WriteCondition;
import io.spillway.cluster.directory.Refusal;

/** What a command is about, in the caller's words, so that a refusal can be told in them. */
record Subject(ContainerName container, Optional<ObjectKey> key, Optional<VersionId> version,
        Optional<UploadId> upload, WriteCondition condition) {
    private static final Duration SOON = Duration.ofSeconds(1);

    static Subject of(ContainerName container) {
        return new Subject(container, Optional.empty(), Optional.empty(), Optional.empty(), WriteCondition.ALWAYS);
    }

    static Subject of(ContainerName container, ObjectKey key, WriteCondition condition) {
        return new Subject(container, Optional.of(key), Optional.empty(), Optional.empty(), condition);
    }

    static Subject of(ObjectRef ref, WriteCondition condition) {
        return new Subject(ref.container(), Optional.of(ref.key()), ref.version(), Optional.empty(), condition);
    }

    static Subject of(MultipartUploads.UploadRef upload, WriteCondition condition) {
        return new Subject(upload.container(), Optional.of(upload.key()), Optional.empty(), Optional.of(upload.id()),
                condition);
    }

    ObjectStoreException refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoSuchContainer _ -> new ObjectStoreException.NoSuchContainer(container);
            case Refusal.NameTaken _ -> new ObjectStoreException.ContainerExists(container, false);
            case Refusal.ContainerNotEmpty _ -> new ObjectStoreException.ContainerNotEmpty(container);
            case Refusal.ConditionFailed _ -> new ObjectStoreException.PreconditionFailed(condition.toString());
            case Refusal.NoSuchKey _ -> new ObjectStoreException.NoSuchKey(container, key.orElseThrow());
            case Refusal.NoSuchVersion _ ->
                new ObjectStoreException.NoSuchVersion(new ObjectRef(container, key.orElseThrow(), version));
            case Refusal.NoSuchUpload _ -> new ObjectStoreException.NoSuchUpload(upload.orElseThrow());
            case Refusal.WriteAbandoned _ -> new ObjectStoreException.Unavailable(
                    "the write of " + this.key.map(ObjectKey::value).orElse("") + " took so long that it was given up; "
                            + "write it again",
                    SOON);
            case Refusal.PartsChanged changed -> new ObjectStoreException.Unavailable(
                    "parts changed while the upload was completed (" + changed.reason() + "); complete it again",
                    SOON);
            case Refusal.TooLarge large -> new ObjectStoreException.TooLarge(
                    "the record of " + large.bytes() + " bytes that " + container + " would keep", large.limit());
            case Refusal.Busy busy -> new ObjectStoreException.Unavailable(busy.reason(), SOON);
            case Refusal.Damaged damaged -> new ObjectStoreException.Damaged(
                    "the file of container " + container + " is damaged: " + damaged.reason());
            case Refusal.WriteCommitted _,Refusal.WriteMismatch _,Refusal.AccessKeyTaken _,Refusal.TargetTaken _,Refusal.OwnerSuperseded _ ->
                throw new IllegalStateException("the directory refused a command on " + this + ": " + refusal);
        };
    }
}
