package io.spillway.tier.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.restore.LostObjects.LostObject;
import io.spillway.cluster.chunk.DirectoryChunkVolume;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.rebuild.DirectoryRebuilder;
import io.spillway.tier.node.TestNode;
import io.spillway.tier.target.Target;

/** The folder of a node of which only the target is left. */
final class LostNode {
    private final Path folder;
    private final InstantSource clock;
    private final List<LostObject> lost = new ArrayList<>();

    private LostNode(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Removes everything of a closed node but its target. */
    static LostNode of(Path folder, InstantSource clock) throws IOException {
        remove(folder.resolve("volume"));
        return withVolume(folder, clock);
    }

    /** Removes everything of a closed node but its target and its volume. */
    static LostNode withVolume(Path folder, InstantSource clock) throws IOException {
        remove(TestNode.directory(folder));
        remove(folder.resolve("scratch"));
        return new LostNode(folder, clock);
    }

    private Set<VolumeId> volumes() throws Exception {
        Path volume = folder.resolve("volume");
        return Files.exists(volume) ? Set.of(DirectoryChunkVolume.identityOf(volume).volume()) : Set.of();
    }

    private static void remove(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.toList().reversed()) {
                    Files.delete(path);
                }
            }
        }
    }

    RestoreReport restore() throws Exception {
        try (CloudStore cloud = TestNode.cloud(folder)) {
            return restore(cloud, "cold");
        }
    }

    RestoreReport restore(CloudStore cloud, String name) throws Exception {
        lost.clear();
        var rebuild = DirectoryRebuilder.begin(
                new DirectoryRebuilder.Settings(TestNode.directory(folder), volumes(),
                        new Graces(Duration.ofHours(1), TestNode.GARBAGE_GRACE),
                        new DirectoryRebuilder.Secrets.Dropped()),
                clock);
        var target = new Target(name, "COLD", cloud, () -> cloud.inspect());
        return new Restore(target, TargetOwnership.of(cloud), folder.resolve("scratch")).run(rebuild, lost::add);
    }

    /** What the last restore could not bring the bytes of. */
    List<LostObject> lost() {
        return lost;
    }
}
