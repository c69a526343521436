package io.spillway.tier.restore;

import java.nio.file.Path;

import io.spillway.cloud.api.CloudStore;
import io.spillway.cloud.api.StoredObject;
import io.spillway.cloud.api.owner.TargetOwnership;
import io.spillway.tier.node.FaultyCloud;
import io.spillway.tier.node.TestClock;
import io.spillway.tier.node.TestNode;

/** Restores until it comes to a point, and ends there as a process does that is killed: nothing is closed. */
final class RestoringProcess {
    static final int HALTED = 86;

    /** Where it ends. */
    enum Point {
        /** The first copy of a container is to be read. */
        COPY,
        /** The directory is made, and the target is to be taken over. */
        BEFORE_TAKE_OVER,
        /** The target is taken over, and the directory is to be put in its place. */
        AFTER_TAKE_OVER
    }

    private RestoringProcess() {}

    /** Folder, point. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Point point = Point.valueOf(arguments[1]);
        var faults = new FaultyCloud.Faults();
        faults.onOpen((store, ref, range) -> {
            haltIf(point == Point.COPY && ref.key().value().contains("/backups/")
                    && !ref.key().value().contains("/namespace/"));
            return store.open(ref, range);
        });
        faults.onPut((store, key, source, condition, journal) -> {
            haltIf(point == Point.BEFORE_TAKE_OVER && key.equals(TargetOwnership.MARKER));
            StoredObject stored = store.put(key, source, condition, journal);
            haltIf(point == Point.AFTER_TAKE_OVER && key.equals(TargetOwnership.MARKER));
            return stored;
        });
        try (CloudStore cloud = TestNode.cloud(folder)) {
            RestoreReport _ = LostNode.of(folder, new TestClock()).restore(faults.apply(cloud), "cold");
        }
    }

    private static void haltIf(boolean here) {
        if (here) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
