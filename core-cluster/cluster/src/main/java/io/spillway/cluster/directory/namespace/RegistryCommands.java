package io.spillway.cluster.directory.namespace;

import java.time.Instant;
import java.util.Optional;

import io.spillway.cluster.api.registry.PolicyRecord;
import io.spillway.cluster.directory.NamespaceCommand.RegisterPolicy;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.sqlite.Database;

/** How targets and policies come into the registry's tables. */
final class RegistryCommands {
    private RegistryCommands() {}

    static Outcome putTarget(Database file, SealedTarget target) {
        Optional<SealedTarget> known = RegistryRows.target(file, target.name());
        if (known.isPresent()) {
            SealedTarget former = known.get();
            if (!former.kind().equals(target.kind()) || !former.fingerprint().equals(target.fingerprint())) {
                return new Outcome.Refused(new Refusal.TargetTaken(former.kind(), former.fingerprint()));
            }
            if (former.ownerEpoch() > target.ownerEpoch()) {
                return new Outcome.Refused(new Refusal.OwnerSuperseded(former.ownerEpoch()));
            }
        }
        RegistryRows.put(file, target);
        return new Outcome.Done();
    }

    static Outcome register(Database file, RegisterPolicy command, long now) {
        Optional<PolicyRecord> newest = RegistryRows.newest(file, command.policy());
        if (newest.isPresent() && newest.get().text().equals(command.text())) {
            return new Outcome.Registered(newest.get().number(), newest.get().registered());
        }
        long number = newest.map(PolicyRecord::number).orElse(0L) + 1;
        Instant registered = Instant.ofEpochMilli(now);
        RegistryRows.insert(file, new PolicyRecord(command.policy(), number, command.text(), registered));
        return new Outcome.Registered(number, registered);
    }
}
