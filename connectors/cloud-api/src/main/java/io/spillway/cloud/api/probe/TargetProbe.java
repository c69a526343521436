package io.spillway.cloud.api.probe;

import java.util.UUID;
import java.util.function.LongSupplier;

import io.spillway.cloud.api.CloudKey;
import io.spillway.cloud.api.CloudStore;

/**
 * Tries a target: looks at its settings, puts an object of its own, asks for it, reads a range, lists it, sees that a
 * condition is kept, and removes it by its exact name. Nothing else in the target is touched or read. What the probe
 * has put it removes, also after a failure; a process that dies meanwhile leaves one object of {@value #BYTES} bytes
 * under {@code spillway-probe/}.
 */
public final class TargetProbe {
    /** More than a range, and nothing that costs. */
    static final int BYTES = 4096;
    /** Sorts apart from everything that a cluster stores under its own id. */
    private static final CloudKey FOLDER = new CloudKey("spillway-probe");

    private final CloudStore store;
    private final LongSupplier nanos;

    public TargetProbe(CloudStore store) {
        this(store, System::nanoTime);
    }

    TargetProbe(CloudStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /** Probes once; several may run at once, also from other processes, since each has a key of its own. */
    public ProbeReport run() {
        return new ProbeRun(store, nanos, FOLDER.child(UUID.randomUUID().toString())).run();
    }
}
