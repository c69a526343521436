package io.spillway.tier.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.spillway.cloud.api.CloudException;
import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.api.transition.ContainerBackups;
import io.spillway.tier.backup.BackupReport.End;
import io.spillway.tier.backup.BackupReport.Failure;
import io.spillway.tier.target.Target;

/**
 * Backs every active container and then the namespace up to one target. The namespace comes last, so that its copy knows
 * every container that has one. For one run and one thread.
 */
public final class FullBackup {
    private static final int PAGE = 200;

    private final ContainerBackups containers;
    private final BackupMaker maker;
    private final Target target;
    private final List<Failure> failures = new ArrayList<>();
    private long sent;
    private long unchanged;
    private long bytes;

    public FullBackup(ContainerBackups containers, BackupMaker maker, Target target) {
        this.containers = containers;
        this.maker = maker;
        this.target = target;
    }

    /** A container that cannot be read is told and passed over; a target that fails ends the run. */
    public BackupReport run() {
        End end = end();
        return new BackupReport(target.name(), sent, unchanged, bytes, failures, end);
    }

    private End end() {
        try {
            Optional<ContainerRef> after = Optional.empty();
            List<ContainerRef> page = containers.containers(after, PAGE);
            while (!page.isEmpty()) {
                for (ContainerRef container : page) {
                    container(container);
                }
                page = containers.containers(Optional.of(page.getLast()), PAGE);
            }
            bytes += maker.backUpNamespace(target).object().length();
            return new End.Reached();
        } catch (CloudException | IOException | ObjectStoreException e) {
            return new End.Stopped(String.valueOf(e.getMessage()));
        }
    }

    private void container(ContainerRef container) throws CloudException, IOException {
        try {
            count(maker.backUp(container, target));
        } catch (ObjectStoreException e) {
            failures.add(new Failure(container, String.valueOf(e.getMessage())));
        }
    }

    private void count(Backup backup) {
        switch (backup) {
            case Backup.Sent(var object) -> {
                bytes += object.length();
                sent++;
            }
            case Backup.Unchanged _ -> unchanged++;
        }
    }
}
