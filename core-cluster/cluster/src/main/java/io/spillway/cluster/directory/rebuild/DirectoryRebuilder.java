package io.spillway.cluster.directory.rebuild;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.VolumeId;
import io.spillway.cluster.api.restore.DirectoryRebuild;
import io.spillway.cluster.api.restore.LostObjects;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.restore.UnusableCopyException;
import io.spillway.cluster.api.transition.RemoteObject;
import io.spillway.cluster.directory.ContainerCommand.Graces;
import io.spillway.cluster.directory.SealedTarget;
import io.spillway.cluster.directory.container.ContainerFiles;
import io.spillway.cluster.directory.container.ContainerRefit;
import io.spillway.cluster.directory.container.ContainerRefit.Facts;
import io.spillway.cluster.directory.container.ContainerRefit.Manner;
import io.spillway.cluster.directory.container.ContainerRefit.Refitted;
import io.spillway.cluster.directory.container.ContainerSurvey;
import io.spillway.cluster.directory.container.VolumesAtHand;
import io.spillway.cluster.directory.engine.DirectorySettings;
import io.spillway.cluster.directory.group.WorkIndex;
import io.spillway.cluster.directory.namespace.NamespaceFile;
import io.spillway.cluster.directory.namespace.NamespaceRefit;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.VolumeFailedException;

/**
 * Makes the directory's files in a folder beside the directory's own, syncs them all, and renames the folder. The log is
 * begun by the node's first start; every file says that it has applied none of it.
 */
public final class DirectoryRebuilder implements DirectoryRebuild {
    private final Settings settings;
    private final InstantSource clock;
    private final Path scratch;
    private final ContainerFiles files;
    /** As many as there are containers. */
    private final Map<ContainerRef, Facts> facts = new LinkedHashMap<>();
    private final Map<ContainerRef, RemoteObject> backups = new LinkedHashMap<>();

    /** What is done with access keys and credentials of targets, which are sealed by the node's master key. */
    public sealed interface Secrets {
        /**
         * The master key is there.
         *
         * @param opener that it is the right one is made sure of before the former node is shut out
         */
        record Kept(Opener opener) implements Secrets {}

        /** It is not, and nobody can open them. */
        record Dropped() implements Secrets {}

        /** Opens sealed secrets. */
        @FunctionalInterface
        interface Opener {
            /**
             * Opens all of them.
             *
             * @throws IOException if one of them was sealed with another master key
             */
            void open(List<NamespaceFile.SealedKey> keys, List<SealedTarget> targets) throws IOException;
        }
    }

    /**
     * What is restored where.
     *
     * @param folder of the directory, where nothing is yet
     * @param volumes of the former node that are at hand
     * @param graces of what is left behind by containers that had been removed
     */
    public record Settings(Path folder, Set<VolumeId> volumes, Graces graces, Secrets secrets) {
        public Settings {
            folder = folder.toAbsolutePath();
            volumes = Set.copyOf(volumes);
        }
    }

    private DirectoryRebuilder(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.scratch = RestoredMark.unfinished(settings.folder());
        // Used for the places of the files, none of which it opens.
        this.files = new ContainerFiles(scratch.resolve("containers"), 1);
    }

    /**
     * Begins, from nothing, also where a former rebuild was cut short.
     *
     * @throws FileAlreadyExistsException if there is a directory already
     */
    public static DirectoryRebuilder begin(Settings settings, InstantSource clock) throws IOException {
        if (Files.exists(settings.folder())) {
            throw new FileAlreadyExistsException(settings.folder().toString(), null,
                    "a node's directory is there already, and a restore would replace it; restore into an empty one");
        }
        DirectoryRebuilder rebuilder = new DirectoryRebuilder(settings, clock);
        remove(rebuilder.scratch);
        Files.createDirectories(rebuilder.scratch.resolve("containers"));
        Database.syncFolderOf(rebuilder.scratch);
        return rebuilder;
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : walk(folder).reversed()) {
                Files.delete(path);
            }
        }
    }

    /** Folders before what is in them. */
    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }

    @Override
    public void takeNamespace(Path copy) throws UnusableCopyException, IOException {
        NamespaceRefit.check(copy);
        Files.move(copy, scratch.resolve("directory.db"));
    }

    @Override
    public void takeContainer(ContainerRef container, Path copy, RemoteObject backup)
            throws UnusableCopyException, IOException {
        Facts found = ContainerRefit.check(copy, container);
        Path place = files.pathOf(container);
        Files.createDirectories(Objects.requireNonNull(place.getParent(), "a container's file has a folder"));
        Files.move(copy, place);
        facts.put(container, found);
        backups.put(container, backup);
    }

    @Override
    public Rebuilt assemble(long newestTerm, LostObjects lost) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Manner manner = new Manner(now, settings.graces(), DirectorySettings.ACCOUNTS,
                new VolumesAtHand(settings.volumes()));
        Tally tally = new Tally(manner.volumes(), lost);
        try (NamespaceRefit namespace = NamespaceRefit.open(scratch.resolve("directory.db"));
                WorkIndex index = WorkIndex.open(scratch.resolve("group.db"), true)) {
            NameClaims.Decision names = NameClaims.decide(namespace, facts);
            namespace.forgetUsage();
            for (Facts file : facts.values()) {
                Optional<ContainerRefit.Fate> fate = Optional.ofNullable(names.fates().get(file.ref()));
                if (fate.isPresent()) {
                    bring(file, fate.get(), manner, namespace, index, tally);
                } else {
                    Database.deleteWithCompanions(files.pathOf(file.ref()));
                }
            }
            names.missing().forEach(ref -> index.add(ref, Optional.empty()));
            // No operation of the new log is to seem older than one of the former.
            index.noteTime(facts.values().stream().map(Facts::latest).reduce(now, DirectoryRebuilder::later)
                    .toEpochMilli(), LogPosition.START.index());
            Rebuilt.Dropped dropped = secrets(namespace);
            namespace.commit(Math.max(newestTerm, tally.newestTerm()));
            Rebuilt rebuilt = tally.rebuilt(names.findings(), dropped);
            new RestoredMark(now, rebuilt.lostVolumes()).write(scratch);
            return rebuilt;
        } catch (DamagedFileException | VolumeFailedException e) {
            throw new IOException("the directory could not be put together: " + e.getMessage(), e);
        }
    }

    private Rebuilt.Dropped secrets(NamespaceRefit namespace) throws IOException {
        return switch (settings.secrets()) {
            case Secrets.Kept(var opener) -> {
                opener.open(namespace.keys(), namespace.targets());
                yield Rebuilt.Dropped.NOTHING;
            }
            case Secrets.Dropped _ -> new Rebuilt.Dropped(namespace.dropKeys(), namespace.dropTargets());
        };
    }

    private void bring(Facts file, ContainerRefit.Fate fate, Manner manner, NamespaceRefit namespace, WorkIndex index,
            Tally tally) throws IOException {
        Path path = files.pathOf(file.ref());
        RemoteObject backup = Objects.requireNonNull(backups.get(file.ref()), "every file came from a backup");
        Refitted refitted = ContainerRefit.refit(path, backup, fate, manner);
        index.add(file.ref(), Optional.of(refitted.work()));
        namespace.count(file.ref(), file.account(), refitted.objects(), refitted.bytes(), refitted.lastChange());
        try (ContainerSurvey survey = new ContainerSurvey(path)) {
            tally.add(file, fate, refitted, survey);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void discard() throws IOException {
        remove(scratch);
    }

    @Override
    public void publish() throws IOException {
        try {
            for (Path path : walk(scratch).reversed()) {
                Database.sync(path);
            }
            Files.move(scratch, settings.folder(), StandardCopyOption.ATOMIC_MOVE);
            Database.syncFolderOf(settings.folder());
        } catch (VolumeFailedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
