package io.spillway.tier.restore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.owner.Owner;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.ClusterId;
import io.spillway.cluster.api.restore.Rebuilt;

/**
 * What a restore has brought, and what it could not bring.
 *
 * @param cluster that the restored node is of
 * @param owner of the target from now on; its epoch shuts the lost node out
 * @param namespace the copy of the namespace that was taken; without one, containers are listed by what their own files
 *        say, and access keys and storage policies of containers are lost
 * @param newest when the newest of the copies that were taken was made; what came later is not known here
 * @param unusable copies that were damaged, each passed over for the next older one
 * @param notBrought containers of which every copy was damaged
 * @param others targets that hold bytes or garbage of these containers, besides this one
 */
public record RestoreReport(ClusterId cluster, Owner owner, Optional<String> namespace, Instant newest,
        List<UnusableCopy> unusable, List<ContainerRef> notBrought, List<Rebuilt.Target> others, Rebuilt rebuilt) {
    public RestoreReport {
        unusable = List.copyOf(unusable);
        notBrought = List.copyOf(notBrought);
        others = List.copyOf(others);
    }

    /** A copy from which nothing could be restored. */
    public record UnusableCopy(String key, String reason) {}

    /** Whether everything that the backups speak of is there again. */
    public boolean complete() {
        return namespace.isPresent() && unusable.isEmpty() && notBrought.isEmpty() && others.isEmpty()
                && rebuilt.dropped().equals(Rebuilt.Dropped.NOTHING) && rebuilt.totals().lost() == 0
                && rebuilt.totals().abortedUploads() == 0
                && rebuilt.findings().stream().allMatch(Rebuilt.Finding.Removed.class::isInstance);
    }
}
