package io.spillway.cluster.api.restore;

import java.util.List;
import java.util.Set;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.AccountName;
import io.spillway.cluster.api.name.ContainerName;
import io.spillway.cluster.api.name.VolumeId;

/**
 * What a rebuild has made, and what it could not make.
 *
 * @param containers that are there again, by name
 * @param findings what an operator has to know, in the order in which it was met
 * @param lostVolumes that local bytes were on and that are not at hand; nothing waits for them any more
 * @param targets that hold bytes or garbage of these containers, by name
 * @param dropped what was sealed by the node's master key, which is not there
 */
public record Rebuilt(List<Container> containers, Totals totals, List<Finding> findings, Set<VolumeId> lostVolumes,
        List<Target> targets, Dropped dropped) {
    public Rebuilt {
        containers = List.copyOf(containers);
        findings = List.copyOf(findings);
        lostVolumes = Set.copyOf(lostVolumes);
        targets = List.copyOf(targets);
    }

    /**
     * A container that is there again, as it was when the copy was made.
     *
     * @param sequence of its last change
     */
    public record Container(ContainerRef ref, AccountName account, ContainerName name, long sequence, long objects,
            long bytes) {}

    /**
     * Counts over all containers.
     *
     * @param lost versions whose bytes are gone
     * @param abortedUploads multipart uploads whose parts are gone
     */
    public record Totals(long objects, long bytes, long lost, long lostBytes, long abortedUploads) {}

    /**
     * A target as pointers and notes name it.
     *
     * @param versions whose bytes it holds
     */
    public record Target(String name, String fingerprint, long versions) {}

    /**
     * What nobody can open any more.
     *
     * @param accessKeys by their ids
     * @param targets by their names; those without credentials stay
     */
    public record Dropped(List<String> accessKeys, List<String> targets) {
        public static final Dropped NOTHING = new Dropped(List.of(), List.of());

        public Dropped {
            accessKeys = List.copyOf(accessKeys);
            targets = List.copyOf(targets);
        }
    }

    /** Something that is not as it was. */
    public sealed interface Finding {
        /** The namespace lists a container of which there is no copy: it answers that it is damaged. */
        record WithoutFile(ContainerRef container, AccountName account, ContainerName name) implements Finding {}

        /** The namespace's copy is older than this container; it is listed by what its own file says. */
        record WithoutRow(ContainerRef container, AccountName account, ContainerName name) implements Finding {}

        /** The name was given anew after this container had been emptied and removed; what is left of it drains. */
        record Superseded(ContainerRef container, AccountName account, ContainerName name) implements Finding {}

        /** Two accounts' containers claim one name, and it cannot be told which is the newer: this one is left out. */
        record LeftOut(ContainerRef container, AccountName account, ContainerName name) implements Finding {}

        /** The container was removed before the namespace's copy was made: it stays removed. */
        record Removed(ContainerRef container, AccountName account, ContainerName name) implements Finding {}
    }
}
