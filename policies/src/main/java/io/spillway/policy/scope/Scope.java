package io.spillway.policy.scope;

import java.util.List;
import java.util.Optional;

/** The containers of one account that a policy applies to. */
public record Scope(String account, List<Glob> containers) {
    public Scope {
        containers = List.copyOf(containers);
    }

    public boolean covers(String otherAccount, String container) {
        return account.equals(otherAccount) && containers.stream().anyMatch(glob -> glob.matches(container));
    }

    /** The first pair of globs that some container's name would match both; empty when no container can be in both scopes. */
    public Optional<Overlap> overlapWith(Scope other) {
        if (!account.equals(other.account)) {
            return Optional.empty();
        }
        return containers.stream().flatMap(mine -> other.containers.stream().filter(mine::overlaps).map(
                theirs -> new Overlap(account, mine, theirs))).findFirst();
    }

    /** Where two scopes meet: one container may have one active policy only. */
    public record Overlap(String account, Glob mine, Glob theirs) {}
}
