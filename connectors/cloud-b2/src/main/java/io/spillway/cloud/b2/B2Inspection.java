package io.spillway.cloud.b2;

import java.util.ArrayList;
import java.util.List;

import com.backblaze.b2.client.exceptions.B2ForbiddenException;
import com.backblaze.b2.client.structures.B2Allowed;
import com.backblaze.b2.client.structures.B2Bucket;
import com.backblaze.b2.client.structures.B2BucketFileLockConfiguration;
import com.backblaze.b2.client.structures.B2BucketTypes;
import com.backblaze.b2.client.structures.B2Capabilities;
import com.backblaze.b2.client.structures.B2LifecycleRule;
import io.spillway.cloud.api.CloudException;
import io.spillway.cloud.api.TargetFinding;
import io.spillway.cloud.api.TargetFinding.Severity;
import org.jspecify.annotations.Nullable;

/** Looks at a bucket's settings, and at what the key may do, for what would remove, hide or strand our objects. */
final class B2Inspection {
    /** Without any of these a target is of no use, holds what can never be removed, or has rules that nobody can see. */
    private static final List<String> NEEDED = List.of(B2Capabilities.DELETE_FILES, B2Capabilities.LIST_BUCKETS,
            B2Capabilities.LIST_FILES, B2Capabilities.READ_FILES, B2Capabilities.WRITE_FILES);

    private final B2Place place;

    B2Inspection(B2Place place) {
        this.place = place;
    }

    List<TargetFinding> findings() throws CloudException {
        List<TargetFinding> findings = new ArrayList<>();
        inspectKey(place.authorization().getAllowed(), findings);
        if (findings.isEmpty()) {
            place.prove();
            inspectBucket(place.described().orElseThrow(place::missing), findings);
        }
        return List.copyOf(findings);
    }

    private void inspectKey(B2Allowed allowed, List<TargetFinding> findings) {
        for (String needed : NEEDED) {
            if (!allowed.getCapabilities().contains(needed)) {
                findings.add(new TargetFinding(Severity.DANGER, "the application key lacks the capability " + needed,
                        "make a key that has " + String.join(", ", NEEDED)));
            }
        }
        String limit = allowed.getNamePrefix() == null ? "" : allowed.getNamePrefix();
        if (!place.target().prefix().startsWith(limit)) {
            findings.add(new TargetFinding(Severity.DANGER,
                    "the application key is limited to names that begin with \"" + limit + "\"",
                    "give the target a --prefix under that, or take a key without the limit"));
        }
    }

    private void inspectBucket(B2Bucket bucket, List<TargetFinding> findings) {
        if (B2BucketTypes.ALL_PUBLIC.equals(bucket.getBucketType())) {
            findings.add(new TargetFinding(Severity.DANGER,
                    "bucket " + place.bucket() + " is public, so that anybody can read what is in it",
                    "make the bucket private, or take another one"));
        }
        if (bucket.getLifecycleRules() != null) {
            for (B2LifecycleRule rule : bucket.getLifecycleRules()) {
                if (mayMeetOurs(rule)) {
                    inspect(rule, findings);
                }
            }
        }
        inspectLock(bucket, findings);
    }

    private boolean mayMeetOurs(B2LifecycleRule rule) {
        String ours = place.target().prefix();
        return ours.startsWith(rule.getFileNamePrefix()) || rule.getFileNamePrefix().startsWith(ours);
    }

    private void inspect(B2LifecycleRule rule, List<TargetFinding> findings) {
        String name = "the lifecycle rule of bucket " + place.bucket() + " for \"" + rule.getFileNamePrefix() + "\" ";
        String remedy = "take our prefix out of the rule, or keep all versions; Spillway removes what is garbage itself";
        if (rule.getDaysFromUploadingToHiding() != null) {
            findings.add(new TargetFinding(Severity.DANGER,
                    name + "hides files " + days(rule.getDaysFromUploadingToHiding()) + " after they were uploaded",
                    remedy));
        }
        if (rule.getDaysFromHidingToDeleting() != null) {
            findings.add(new TargetFinding(Severity.DANGER,
                    name + "deletes files " + days(rule.getDaysFromHidingToDeleting()) + " after they were hidden",
                    remedy));
        }
        if (rule.getDaysFromStartingToCancelingUnfinishedLargeFiles() != null) {
            findings.add(new TargetFinding(Severity.NOTE,
                    name + "cancels uploads that are unfinished after "
                            + days(rule.getDaysFromStartingToCancelingUnfinishedLargeFiles()),
                    "nothing, if a large object never takes that long: its upload begins anew"));
        }
    }

    private static String days(@Nullable Integer days) {
        return days + (Integer.valueOf(1).equals(days) ? " day" : " days");
    }

    private void inspectLock(B2Bucket bucket, List<TargetFinding> findings) {
        try {
            B2BucketFileLockConfiguration lock = bucket.getFileLockConfiguration();
            if (lock != null && lock.getDefaultRetentionMode() != null) {
                findings.add(new TargetFinding(Severity.NOTE,
                        "bucket " + place.bucket() + " locks new files (" + lock.getDefaultRetentionMode() + ")",
                        "nothing, if it is meant: what Spillway no longer needs is refused and paid for until the lock ends"));
            }
        } catch (B2ForbiddenException _) {
            // The key may not see it. A lock only delays removals, and each of those is tried again.
        }
    }
}
