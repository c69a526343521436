package io.spillway.tier.run;

import java.util.Optional;

import io.spillway.policy.PolicyVersion;

/** The registered versions of policies, kept for as long as an intent may name one; the appliance stores them. */
@FunctionalInterface
public interface PolicyVersions {
    /** The version that is in force; empty if no policy of this name is. */
    Optional<PolicyVersion> newest(String policy);
}
