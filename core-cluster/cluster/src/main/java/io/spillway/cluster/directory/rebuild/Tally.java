package io.spillway.cluster.directory.rebuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.restore.LostObjects;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.directory.container.ContainerRefit.Facts;
import io.spillway.cluster.directory.container.ContainerRefit.Fate;
import io.spillway.cluster.directory.container.ContainerRefit.Refitted;
import io.spillway.cluster.directory.container.ContainerSurvey;
import io.spillway.cluster.directory.container.VolumesAtHand;

/** Adds up what a rebuild has to tell, file by file. */
final class Tally {
    private final VolumesAtHand atHand;
    private final LostObjects told;
    private final List<Rebuilt.Container> containers = new ArrayList<>();
    private final Set<VolumeId> volumes = new HashSet<>();
    private final Map<TargetName, Long> targets = new HashMap<>();
    private long newestTerm;
    private long lost;
    private long lostBytes;
    private long abortedUploads;

    private record TargetName(String name, String fingerprint) {}

    Tally(VolumesAtHand atHand, LostObjects told) {
        this.atHand = atHand;
        this.told = told;
    }

    void add(Facts file, Fate fate, Refitted refitted, ContainerSurvey survey) throws IOException {
        newestTerm = Math.max(newestTerm, survey.newestTerm());
        volumes.addAll(survey.volumes());
        survey.targets((name, fingerprint, versions) -> targets.merge(new TargetName(name, fingerprint), versions,
                Long::sum));
        survey.lost(file.name(), atHand, object -> {
            lost++;
            lostBytes += object.size();
            told.lost(object);
        });
        abortedUploads += refitted.abortedUploads();
        if (fate == Fate.STAYS) {
            containers.add(new Rebuilt.Container(file.ref(), file.account(), file.name(), refitted.lastChange(),
                    refitted.objects(), refitted.bytes()));
        }
    }

    long newestTerm() {
        return newestTerm;
    }

    Rebuilt rebuilt(List<Rebuilt.Finding> findings, Rebuilt.Dropped dropped) {
        Set<VolumeId> lostVolumes = new HashSet<>(volumes);
        lostVolumes.removeAll(atHand.ids());
        long objects = containers.stream().mapToLong(Rebuilt.Container::objects).sum();
        long bytes = containers.stream().mapToLong(Rebuilt.Container::bytes).sum();
        return new Rebuilt(
                containers.stream().sorted(Comparator.comparing(container -> container.name().value())).toList(),
                new Rebuilt.Totals(objects, bytes, lost, lostBytes, abortedUploads), findings, lostVolumes,
                targets.entrySet().stream()
                        .map(entry -> new Rebuilt.Target(entry.getKey().name(), entry.getKey().fingerprint(),
                                entry.getValue()))
                        .sorted(Comparator.comparing(Rebuilt.Target::name)).toList(),
                dropped);
    }
}
