package io.spillway.cloud.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.ExactRef;
import io.spillway.cloud.api.Generation;
import io.spillway.cloud.api.Removal;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Removals: of versions many in one request, of objects without versions one by one, compared before. */
final class S3Removals {
    private final S3Bucket bucket;
    private final S3Reads reads;

    S3Removals(S3Bucket bucket, S3Reads reads) {
        this.bucket = bucket;
        this.reads = reads;
    }

    List<Removal> delete(List<ExactRef> refs, Versions versions) throws CloudException {
        return switch (versions) {
            case KEPT -> deleteVersions(refs);
            case NONE -> deleteTagged(refs);
        };
    }

    private List<Removal> deleteVersions(List<ExactRef> refs) throws CloudException {
        List<ObjectIdentifier> names = new ArrayList<>();
        for (ExactRef ref : refs) {
            if (ref.generation() instanceof Generation.Version version) {
                names.add(ObjectIdentifier.builder().key(bucket.key(ref.key())).versionId(version.id()).build());
            }
        }
        Map<ObjectIdentifier, S3Error> errors = names.isEmpty() ? Map.of() : delete(names);
        List<Removal> removals = new ArrayList<>();
        for (ExactRef ref : refs) {
            removals.add(switch (ref.generation()) {
                case Generation.Version version -> removal(ref, errors.get(
                        ObjectIdentifier.builder().key(bucket.key(ref.key())).versionId(version.id()).build()));
                case Generation.Tagged _ -> wrongKind(ref, "the bucket keeps versions; name one by its id");
            });
        }
        return removals;
    }

    private Map<ObjectIdentifier, S3Error> delete(List<ObjectIdentifier> names) throws CloudException {
        DeleteObjectsResponse answer = S3Exceptions.call("removing from bucket " + bucket.name(),
                S3Exceptions.Effect.VISIBLE, () -> bucket.client().deleteObjects(
                        delete -> delete.bucket(bucket.name()).delete(all -> all.objects(names).quiet(true))));
        Map<ObjectIdentifier, S3Error> errors = new HashMap<>();
        for (S3Error error : answer.errors()) {
            errors.put(ObjectIdentifier.builder().key(error.key()).versionId(error.versionId()).build(), error);
        }
        return errors;
    }

    private Removal removal(ExactRef ref, @Nullable S3Error error) {
        if (error == null) {
            return new Removal.Gone(ref);
        }
        String doing = bucket.doing("removing", ref.key());
        return switch (error.code()) {
            case "NoSuchKey", "NoSuchVersion" -> new Removal.Gone(ref);
            case "AccessDenied" -> new Removal.Failed(ref, new CloudException.AccessDenied(
                    doing + ": " + error.message() + "; the object is locked, or the key may not delete versions"));
            case "InternalError", "SlowDown" -> new Removal.Failed(ref,
                    new CloudException.OutcomeUnknown(doing + ": " + error.message()));
            default -> new Removal.Failed(ref, new CloudException.Refused(doing, error.code() + " " + error.message()));
        };
    }

    private List<Removal> deleteTagged(List<ExactRef> refs) throws CloudException {
        List<Removal> removals = new ArrayList<>();
        for (ExactRef ref : refs) {
            removals.add(switch (ref.generation()) {
                case Generation.Tagged _ -> deleteTagged(ref);
                case Generation.Version _ -> wrongKind(ref, "the bucket has no versions; name it by its entity tag");
            });
        }
        return removals;
    }

    /** Few services compare and remove at once, and not every one that cannot says so; hence two requests. */
    private Removal deleteTagged(ExactRef ref) {
        try {
            reads.stat(ref.ref());
            S3Exceptions.call(bucket.doing("removing", ref.key()), S3Exceptions.Effect.VISIBLE,
                    () -> bucket.client().deleteObject(
                            delete -> delete.bucket(bucket.name()).key(bucket.key(ref.key()))));
            return new Removal.Gone(ref);
        } catch (CloudException.NotFound _) {
            return new Removal.Gone(ref);
        } catch (CloudException e) {
            return new Removal.Failed(ref, e);
        }
    }

    private Removal wrongKind(ExactRef ref, String reason) {
        return new Removal.Failed(ref, new CloudException.Refused(bucket.doing("removing", ref.key()), reason));
    }
}
