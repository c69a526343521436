package io.spillway.cluster.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.chunk.ChunkVolume;
import io.spillway.cluster.conscience.Conscience;
import io.spillway.cluster.conscience.VolumeScore;

/** Chooses volumes for the copies of a metachunk: distinct ones, at random, each as likely as its score. */
public final class Placement {
    private final Conscience conscience;
    private final RandomGenerator random;

    public Placement(Conscience conscience, RandomGenerator random) {
        this.conscience = conscience;
        this.random = random;
    }

    /**
     * Volumes for one metachunk, as many as its data security asks for.
     *
     * @param avoided volumes that this write has already found wanting
     * @throws ObjectStoreException.InsufficientStorage if too few volumes take writes
     */
    public List<ChunkVolume> place(DataSecurity security, Set<VolumeId> avoided) throws ObjectStoreException {
        List<VolumeScore> candidates = new ArrayList<>(conscience.scores().stream()
                .filter(volume -> volume.score() > 0 && !avoided.contains(volume.volume().id())).toList());
        if (candidates.size() < security.volumes()) {
            throw new ObjectStoreException.InsufficientStorage(security + " needs " + security.volumes()
                    + " volumes that take writes; of " + conscience.volumes().size() + " there are "
                    + candidates.size() + ". Free space on them, mend them, or add volumes");
        }
        List<ChunkVolume> chosen = new ArrayList<>();
        while (chosen.size() < security.volumes()) {
            chosen.add(candidates.remove(draw(candidates)).volume());
        }
        return chosen;
    }

    private int draw(List<VolumeScore> candidates) {
        int rest = random.nextInt(candidates.stream().mapToInt(VolumeScore::score).sum());
        int index = 0;
        while (rest >= candidates.get(index).score()) {
            rest -= candidates.get(index++).score();
        }
        return index;
    }
}
