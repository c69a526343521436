package io.spillway.cluster.registry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.api.registry.PolicyRecords;
import io.spillway.cluster.directory.NamespaceCommand.RegisterPolicy;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.engine.DirectoryEngine;

/** Policies, stored in the directory; the newest version of each is held in memory, former ones are read. */
public final class DirectoryPolicies implements PolicyRecords {
    private final DirectoryEngine directory;
    /** As many as there are policies. */
    private final ConcurrentNavigableMap<String, PolicyRecord> newest = new ConcurrentSkipListMap<>();
    /** One registration at a time, so that memory is told of them in the order of the log. */
    private final ReentrantLock registering = new ReentrantLock();

    private DirectoryPolicies(DirectoryEngine directory) {
        this.directory = directory;
    }

    /** Opens the policies that the directory holds. */
    public static DirectoryPolicies open(DirectoryEngine directory) {
        DirectoryPolicies opened = new DirectoryPolicies(directory);
        directory.policies().forEach(policy -> opened.newest.put(policy.policy(), policy));
        return opened;
    }

    @Override
    public Optional<PolicyRecord> newest(String policy) {
        return Optional.ofNullable(newest.get(policy));
    }

    @Override
    public List<PolicyRecord> list() {
        return List.copyOf(newest.values());
    }

    @Override
    public Optional<PolicyRecord> find(String policy, long number) {
        return directory.policy(policy, number);
    }

    @Override
    public PolicyRecord register(String policy, String text) {
        registering.lock();
        try {
            PolicyRecord registered = propose(policy, text);
            newest.put(policy, registered);
            return registered;
        } finally {
            registering.unlock();
        }
    }

    private PolicyRecord propose(String policy, String text) {
        return switch (directory.propose(new RegisterPolicy(policy, text))) {
            case Outcome.Registered registered ->
                new PolicyRecord(policy, registered.number(), text, registered.registered());
            case Outcome.Applied other ->
                throw new IllegalStateException("the directory answered a registration with " + other);
            case Outcome.Refused(Refusal.TooLarge(int bytes, int limit)) -> throw new IllegalArgumentException(
                    "policy " + policy + " takes " + bytes + " bytes of the log; at most " + limit + " are possible");
            case Outcome.Refused(Refusal.Busy(String reason)) -> throw new IllegalStateException(
                    "policy " + policy + " was not registered; register it again (" + reason + ")");
            case Outcome.Refused(Refusal refusal) ->
                throw new IllegalArgumentException("policy " + policy + " was not registered: " + refusal);
            case Outcome.Unknown(String reason) -> throw new IllegalStateException("it is not known whether policy "
                    + policy + " was registered; register it again (" + reason + ")");
        };
    }
}
