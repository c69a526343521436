package io.spillway.cluster.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.Principal;
import io.spillway.cluster.api.object.RequestContext;
import io.spillway.cluster.directory.ContainerCommand;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.ObjectVersion;

/**
 * When objects were last read, in steps of a day: noted in memory by reads, written to the directory in batches. A
 * crash loses what was not written yet, and a full memory takes no more until it is; neither harms more than a policy's
 * idea of what is cold. Reads by the appliance itself do not count, else moving an object would warm it.
 */
public final class ReadNotes {
    private static final Duration STEP = Duration.ofDays(1);
    private static final int MOST_KEPT = 10_000;
    /** So many notes fit a log entry whatever the keys. */
    private static final int BATCH = 100;

    private final InstantSource clock;
    private final Map<ContainerRef, Map<String, ContainerCommand.ReadNote>> kept = new HashMap<>();
    private int count;

    public ReadNotes(InstantSource clock) {
        this.clock = clock;
    }

    void note(RequestContext context, ContainerRef container, ObjectVersion version) {
        switch (context.principal()) {
            case Principal.SystemPrincipal _ -> {
                // Not an access.
            }
            case Principal.AccountPrincipal _ -> noteAccess(container, version);
        }
    }

    private void noteAccess(ContainerRef container, ObjectVersion version) {
        Instant now = clock.instant();
        if (version.lastRead().isPresent() && Duration.between(version.lastRead().get(), now).compareTo(STEP) < 0) {
            return;
        }
        synchronized (kept) {
            if (count < MOST_KEPT && kept.computeIfAbsent(container, _ -> new HashMap<>()).putIfAbsent(
                    version.version().value(),
                    new ContainerCommand.ReadNote(version.key(), version.version(), now)) == null) {
                count++;
            }
        }
    }

    /** Writes what has been noted; what the directory does not take is forgotten and noted at the next read. */
    public void flush(Directory directory) {
        Map<ContainerRef, Map<String, ContainerCommand.ReadNote>> taken;
        synchronized (kept) {
            taken = new HashMap<>(kept);
            kept.clear();
            count = 0;
        }
        taken.forEach((container, notes) -> {
            List<ContainerCommand.ReadNote> all = new ArrayList<>(notes.values());
            for (int at = 0; at < all.size(); at += BATCH) {
                directory.propose(new ContainerCommand.NoteReads(container,
                        all.subList(at, Math.min(all.size(), at + BATCH))));
            }
        });
    }
}
