package io.spillway.appliance.tier;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.api.registry.PolicyRecords;
import io.spillway.cluster.api.registry.TargetRecord;
import io.spillway.cluster.api.registry.TargetRecords;
import io.spillway.policy.Policy;
import io.spillway.policy.PolicyVersion;
import io.spillway.policy.check.CheckResult;
import io.spillway.policy.check.PolicyChecker;
import io.spillway.policy.scope.Scope;
import io.spillway.tier.run.PolicyVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policies of the namespace, compiled. */
public final class RegisteredPolicies implements PolicyVersions {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredPolicies.class);

    private final PolicyRecords records;
    private final TargetRecords targets;
    private final PolicyChecker checker = new PolicyChecker();
    /** The newest version of each policy that was asked for: as many as there are policies. */
    private final Map<String, PolicyVersion> compiled = new ConcurrentHashMap<>();

    public RegisteredPolicies(PolicyRecords records, TargetRecords targets) {
        this.records = records;
        this.targets = targets;
    }

    /** Checks a text against the targets of now. */
    public CheckResult check(String text) {
        return checker.check(text, targets.list().stream().map(TargetRecord::name).collect(Collectors.toSet()));
    }

    /**
     * Makes a checked text the version in force.
     *
     * @throws TierException if it would govern a container that another policy governs
     */
    public synchronized PolicyVersion register(Policy policy, String text) throws TierException {
        Optional<String> overlap = overlap(policy);
        if (overlap.isPresent()) {
            throw new TierException(overlap.get());
        }
        PolicyRecord record = records.register(policy.name(), text);
        PolicyVersion version = new PolicyVersion(policy, record.number());
        compiled.put(policy.name(), version);
        return version;
    }

    /** The version that a text would be, for a run that changes nothing. */
    public PolicyVersion unregistered(Policy policy) {
        return new PolicyVersion(policy, records.newest(policy.name()).map(PolicyRecord::number).orElse(0L) + 1);
    }

    /** Which other policy governs a container that this one would, and what to do; a container has one policy. */
    public Optional<String> overlap(Policy policy) {
        for (PolicyRecord other : records.list()) {
            Optional<Scope.Overlap> meet = other.policy().equals(policy.name())
                    ? Optional.empty()
                    : newest(other.policy()).flatMap(known -> policy.applies().overlapWith(known.policy().applies()));
            if (meet.isPresent()) {
                return Optional
                        .of("policy %s would govern containers %s of account %s, and policy %s, version %d, governs %s"
                                .formatted(policy.name(), meet.get().mine(), meet.get().account(), other.policy(),
                                        other.number(), meet.get().theirs())
                                + "; a container has one policy: put the rules into that one, or narrow \"applies\" of either");
            }
        }
        return Optional.empty();
    }

    /** The policy that governs a container. */
    public Optional<PolicyVersion> governing(String account, String container) {
        return records.list().stream().map(PolicyRecord::policy).flatMap(policy -> newest(policy).stream())
                .filter(version -> version.policy().applies().covers(account, container)).findFirst();
    }

    @Override
    public Optional<PolicyVersion> newest(String policy) {
        Optional<PolicyRecord> record = records.newest(policy);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        PolicyVersion known = compiled.get(policy);
        if (known != null && known.number() == record.get().number()) {
            return Optional.of(known);
        }
        Optional<PolicyVersion> version = compile(record.get());
        version.ifPresent(made -> compiled.put(policy, made));
        return version;
    }

    /** A registered text has passed a check; one of another release may not pass this one's, and then is in force no more. */
    private Optional<PolicyVersion> compile(PolicyRecord record) {
        Set<String> known = targets.list().stream().map(TargetRecord::name).collect(Collectors.toSet());
        return switch (checker.check(record.text(), known)) {
            case CheckResult.Accepted(Policy policy) -> Optional.of(new PolicyVersion(policy, record.number()));
            case CheckResult.Rejected(var problems) -> {
                LOG.warn("policy {}, version {}, does not pass the check of this release and moves nothing: {}",
                        record.policy(), record.number(), problems.getFirst().message());
                yield Optional.empty();
            }
        };
    }
}
