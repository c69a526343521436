package io.spillway.cloud.s3;

import java.util.ArrayList;
import java.util.List;

import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.TargetCapabilities.Versions;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetFinding.Severity;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

/** Looks at a bucket's settings for what would remove or hide our objects. */
final class S3Inspection {
    private final S3Bucket bucket;

    S3Inspection(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /** Where versioning is suspended older versions still stand, and new ones replace each other. */
    Versions versions() throws CloudException {
        BucketVersioningStatus status = versioning();
        return status == BucketVersioningStatus.ENABLED || status == BucketVersioningStatus.SUSPENDED
                ? Versions.KEPT
                : Versions.NONE;
    }

    private BucketVersioningStatus versioning() throws CloudException {
        BucketVersioningStatus status = S3Exceptions.call("asking for the versioning of bucket " + bucket.name(),
                S3Exceptions.Effect.NONE,
                () -> bucket.client().getBucketVersioning(get -> get.bucket(bucket.name()))).status();
        return status == null ? BucketVersioningStatus.UNKNOWN_TO_SDK_VERSION : status;
    }

    List<TargetFinding> findings() throws CloudException {
        bucket.prove();
        List<TargetFinding> findings = new ArrayList<>();
        if (versioning() == BucketVersioningStatus.SUSPENDED) {
            findings.add(new TargetFinding(Severity.DANGER,
                    "versioning of bucket " + bucket.name() + " is suspended, so that a write replaces another",
                    "enable versioning, or take a bucket that never had it"));
        }
        for (LifecycleRule rule : rules(findings)) {
            if (rule.status() == ExpirationStatus.ENABLED && mayMeetOurs(rule)) {
                inspect(rule, findings);
            }
        }
        return List.copyOf(findings);
    }

    private List<LifecycleRule> rules(List<TargetFinding> findings) throws CloudException {
        try {
            return S3Exceptions.call("asking for the lifecycle of bucket " + bucket.name(), S3Exceptions.Effect.NONE,
                    () -> bucket.client().getBucketLifecycleConfiguration(get -> get.bucket(bucket.name()))).rules();
        } catch (CloudException.NotFound _) {
            return List.of();
        } catch (CloudException.AccessDenied | CloudException.Refused e) {
            findings.add(new TargetFinding(Severity.NOTE,
                    "the lifecycle of bucket " + bucket.name() + " could not be seen: " + e.getMessage(),
                    "allow s3:GetLifecycleConfiguration, or make sure by hand that no rule removes objects"));
            return List.of();
        }
    }

    /** By prefix alone: a rule that also asks for tags or sizes may still meet an object of ours. */
    @SuppressWarnings("deprecation") // Rules from before 2016 have their prefix outside the filter, and still work.
    private boolean mayMeetOurs(LifecycleRule rule) {
        String prefix = rule.prefix() == null ? "" : rule.prefix();
        LifecycleRuleFilter filter = rule.filter();
        if (filter != null && filter.prefix() != null) {
            prefix = filter.prefix();
        } else if (filter != null && filter.and() != null && filter.and().prefix() != null) {
            prefix = filter.and().prefix();
        }
        String ours = bucket.target().prefix();
        return ours.startsWith(prefix) || prefix.startsWith(ours);
    }

    private void inspect(LifecycleRule rule, List<TargetFinding> findings) {
        String name = "lifecycle rule \"" + rule.id() + "\" of bucket " + bucket.name();
        boolean expires = rule.expiration() != null
                && (rule.expiration().days() != null || rule.expiration().date() != null);
        if (expires || rule.noncurrentVersionExpiration() != null) {
            findings.add(new TargetFinding(Severity.DANGER, name + " removes objects under our prefix",
                    "take the prefix out of the rule, or remove the rule; Spillway removes what is garbage itself"));
        }
        if (rule.hasTransitions() || rule.hasNoncurrentVersionTransitions()) {
            findings.add(new TargetFinding(Severity.DANGER,
                    name + " moves objects under our prefix to another class, which may be one that is not readable",
                    "take the prefix out of the rule, and give the target the class by --class"));
        }
        if (rule.abortIncompleteMultipartUpload() != null) {
            findings.add(new TargetFinding(Severity.NOTE,
                    name + " removes uploads that are unfinished after "
                            + rule.abortIncompleteMultipartUpload().daysAfterInitiation() + " days",
                    "nothing, if a large object never takes that long: its upload begins anew"));
        }
    }
}
