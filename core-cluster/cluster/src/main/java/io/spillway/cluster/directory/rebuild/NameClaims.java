package io.spillway.cluster.directory.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.restore.Rebuilt.Finding;
import io.spillway.cluster.directory.ContainerEntry;
import io.spillway.cluster.directory.ContainerEntry.State;
import io.spillway.cluster.directory.container.ContainerRefit.Facts;
import io.spillway.cluster.directory.container.ContainerRefit.Fate;
import io.spillway.cluster.directory.namespace.NamespaceRefit;

/**
 * Makes the namespace's rows and the containers' files agree. Each was copied at its own time, so a file may be of a
 * container that the rows do not know yet, or do not know any more; incarnations, which only grow, tell one from the
 * other. A name has one holder: a file that came after the rows has it, and who had it before had been emptied for that.
 */
final class NameClaims {
    private final NamespaceRefit namespace;
    private final Map<ContainerRef, Facts> files;
    private final Map<ContainerName, ContainerEntry> holders = new HashMap<>();
    private final Map<ContainerName, List<Claim>> claims = new TreeMap<>(Comparator.comparing(ContainerName::value));
    private final Map<ContainerRef, Fate> fates = new LinkedHashMap<>();
    private final Set<ContainerRef> missing = new LinkedHashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private NameClaims(NamespaceRefit namespace, Map<ContainerRef, Facts> files) {
        this.namespace = namespace;
        this.files = files;
    }

    private record Claim(Facts facts, long incarnation) {}

    /**
     * What was decided; the rows say it already.
     *
     * @param fates of the files that are brought; the others are left out
     * @param missing containers that are listed and have no file
     */
    record Decision(Map<ContainerRef, Fate> fates, Set<ContainerRef> missing, List<Finding> findings) {}

    static Decision decide(NamespaceRefit namespace, Map<ContainerRef, Facts> files) {
        return new NameClaims(namespace, files).decide();
    }

    private Decision decide() {
        List<ContainerEntry> rows = namespace.entries();
        rows.forEach(this::row);
        Map<ContainerRef, Facts> unlisted = new LinkedHashMap<>(files);
        rows.forEach(row -> unlisted.remove(row.ref()));
        unlisted.values().forEach(this::unlisted);
        claims.values().forEach(this::settle);
        return new Decision(fates, missing, findings);
    }

    private void row(ContainerEntry row) {
        boolean there = files.containsKey(row.ref());
        switch (row.state()) {
            case CREATING -> {
                holders.put(row.name(), row);
                if (there) {
                    fates.put(row.ref(), Fate.STAYS);
                }
            }
            case ACTIVE, CLOSING -> {
                holders.put(row.name(), row);
                if (there) {
                    fates.put(row.ref(), Fate.STAYS);
                } else {
                    missing.add(row.ref());
                    findings.add(new Finding.WithoutFile(row.ref(), row.account(), row.name()));
                }
            }
            case DRAINING -> {
                if (there) {
                    fates.put(row.ref(), Fate.GOES);
                } else {
                    namespace.remove(row.ref());
                    findings.add(new Finding.Removed(row.ref(), row.account(), row.name()));
                }
            }
        }
    }

    private void unlisted(Facts facts) {
        Optional<Long> incarnation = NamespaceRefit.incarnationOf(facts.ref(), facts.account(), facts.name());
        if (incarnation.isEmpty()) {
            findings.add(new Finding.LeftOut(facts.ref(), facts.account(), facts.name()));
        } else if (!facts.open() || incarnation.get() <= namespace.lastIncarnation(facts.account(), facts.name())) {
            findings.add(new Finding.Removed(facts.ref(), facts.account(), facts.name()));
        } else {
            claims.computeIfAbsent(facts.name(), _ -> new ArrayList<>()).add(new Claim(facts, incarnation.get()));
        }
    }

    private void settle(List<Claim> rivals) {
        Map<AccountName, Claim> newest = new HashMap<>();
        rivals.forEach(claim -> newest.merge(claim.facts().account(), claim,
                (one, other) -> one.incarnation() > other.incarnation() ? one : other));
        Claim winner = latest(newest.values());
        Facts facts = winner.facts();
        supersede(Optional.ofNullable(holders.get(facts.name())));
        for (Claim claim : rivals) {
            if (claim.equals(winner)) {
                namespace.add(entry(claim, State.ACTIVE));
                fates.put(facts.ref(), Fate.STAYS);
                findings.add(new Finding.WithoutRow(facts.ref(), facts.account(), facts.name()));
            } else if (claim.facts().account().equals(facts.account())) {
                namespace.add(entry(claim, State.DRAINING));
                goes(claim.facts().ref(), claim.facts().account(), claim.facts().name());
            } else {
                findings.add(new Finding.LeftOut(claim.facts().ref(), claim.facts().account(), claim.facts().name()));
            }
        }
    }

    private static Claim latest(Collection<Claim> claims) {
        return claims.stream().max(Comparator.comparing(claim -> claim.facts().latest())).orElseThrow();
    }

    private void supersede(Optional<ContainerEntry> former) {
        if (former.isEmpty()) {
            return;
        }
        ContainerEntry holder = former.get();
        if (files.containsKey(holder.ref())) {
            namespace.drain(holder.ref());
            goes(holder.ref(), holder.account(), holder.name());
        } else {
            namespace.remove(holder.ref());
            missing.remove(holder.ref());
            findings.removeIf(finding -> finding instanceof Finding.WithoutFile(ContainerRef ref, var _, var _)
                    && ref.equals(holder.ref()));
            findings.add(new Finding.Removed(holder.ref(), holder.account(), holder.name()));
        }
    }

    private void goes(ContainerRef ref, AccountName account, ContainerName name) {
        fates.put(ref, Fate.GOES);
        findings.add(new Finding.Superseded(ref, account, name));
    }

    private static ContainerEntry entry(Claim claim, State state) {
        Facts facts = claim.facts();
        return new ContainerEntry(facts.ref(), facts.account(), facts.name(), claim.incarnation(), facts.earliest(),
                Optional.empty(), state);
    }
}
