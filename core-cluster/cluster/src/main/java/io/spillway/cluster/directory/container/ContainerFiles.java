package io.spillway.cluster.directory.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.directory.ContainerCommand.CreateFile;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.Database;
import io.spillway.cluster.directory.sqlite.VolumeFailedException;

/**
 * The open container files, at most so many. A file that is wanted is opened, a cold one is closed for it; the flusher
 * closes cold ones ahead of need, since closing costs a checkpoint. A file found damaged is not touched again until the
 * next start.
 */
public final class ContainerFiles implements AutoCloseable {
    /** Files are spread over 256 folders by the first two digits of the reference. */
    private static final int SPREAD = 2;
    /** The flusher keeps this share of the bound free, so that opening seldom waits for closing. */
    private static final int FREE_SHARE = 8;

    private final Path folder;
    private final int most;
    private final ConcurrentHashMap<ContainerRef, Open> open = new ConcurrentHashMap<>();
    /** Bounded by the number of containers that the group has. */
    private final Map<ContainerRef, String> damaged = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    public ContainerFiles(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    public Path pathOf(ContainerRef ref) {
        return folder.resolve(ref.value().substring(0, SPREAD)).resolve(ref.value() + ".db");
    }

    public boolean exists(ContainerRef ref) {
        return open.containsKey(ref) || Files.exists(pathOf(ref));
    }

    public void create(CreateFile command, LogPosition applied, long time) {
        Path path = pathOf(command.container());
        Path parent = Objects.requireNonNull(path.getParent(), "a container's file has a folder");
        try {
            if (!Files.isDirectory(parent)) {
                Files.createDirectories(parent);
                Database.sync(folder);
            }
        } catch (IOException e) {
            throw new VolumeFailedException("cannot make " + parent + ": " + e.getMessage(), e);
        }
        ContainerFile.create(path, command, applied, time);
    }

    /**
     * Uses a container's file, opening it if need be. It stays open at least until the work returns.
     *
     * @throws DamagedFileException if the file is missing or damaged, now or earlier since the start
     */
    public <T> T use(ContainerRef ref, Function<ContainerFile, T> work) {
        String known = damaged.get(ref);
        if (known != null) {
            throw new DamagedFileException(known);
        }
        Open entry = acquire(ref);
        try {
            return work.apply(entry.file);
        } catch (DamagedFileException e) {
            quarantine(ref, e);
            throw e;
        } finally {
            entry.file.logged().release();
        }
    }

    private Open acquire(ContainerRef ref) {
        if (!open.containsKey(ref) && open.size() >= most) {
            closeCold(1);
        }
        try {
            Open entry = open.compute(ref, (_, present) -> {
                Open used = present == null ? new Open(ContainerFile.open(pathOf(ref), ref)) : present;
                used.file.logged().use();
                return used;
            });
            entry.lastUse = uses.incrementAndGet();
            return entry;
        } catch (DamagedFileException e) {
            quarantine(ref, e);
            throw e;
        }
    }

    private void quarantine(ContainerRef ref, DamagedFileException e) {
        damaged.putIfAbsent(ref, Objects.requireNonNullElse(e.getMessage(), "the container's file is damaged"));
    }

    /** Why a container cannot be used; empty if nothing is known against it. */
    public Optional<String> damage(ContainerRef ref) {
        return Optional.ofNullable(damaged.get(ref));
    }

    /** Files that a flush has something to do for, by the first entry that is not on the disk yet. */
    public List<ContainerFile> unflushed() {
        return open.values().stream().map(entry -> entry.file)
                .filter(file -> file.logged().wantsFlush())
                .sorted(Comparator.comparingLong(file -> file.logged().firstUnflushed().orElse(Long.MAX_VALUE)))
                .toList();
    }

    /** Flushes a file, and shrinks it, unless it was closed in the meantime, which flushes it too. */
    public void flush(ContainerFile file) {
        ContainerRef ref = refOf(file.logged().path());
        Open used = open.computeIfPresent(ref, (_, present) -> {
            present.file.logged().use();
            return present;
        });
        if (used != null) {
            try {
                used.file.logged().flush();
                used.file.logged().shrink();
            } finally {
                used.file.logged().release();
            }
        }
    }

    private static ContainerRef refOf(Path path) {
        String name = Objects.requireNonNull(path.getFileName(), "a container's file has a name").toString();
        return new ContainerRef(name.substring(0, name.length() - ".db".length()));
    }

    /** Closes cold files until a share of the bound is free. Called by the flusher. */
    public void closeAhead() {
        int wanted = open.size() - (most - most / FREE_SHARE);
        if (wanted > 0) {
            closeCold(wanted);
        }
    }

    private void closeCold(int wanted) {
        List<Map.Entry<ContainerRef, Open>> byAge = new ArrayList<>(open.entrySet());
        byAge.sort(Comparator.comparingLong(entry -> entry.getValue().lastUse));
        int left = wanted;
        for (Map.Entry<ContainerRef, Open> entry : byAge) {
            if (left == 0) {
                return;
            }
            if (closeUnlessUsed(entry.getKey())) {
                left--;
            }
        }
    }

    /** What the file holds is flushed before it is closed: SQLite's own checkpoint at closing may fail unheard. */
    private boolean closeUnlessUsed(ContainerRef ref) {
        return open.computeIfPresent(ref, (_, entry) -> {
            if (entry.file.logged().isUsed()) {
                return entry;
            }
            if (entry.file.logged().firstUnflushed().isPresent()) {
                entry.file.logged().flush();
            }
            entry.file.close();
            return null;
        }) == null;
    }

    public int size() {
        return open.size();
    }

    /** Removes the file of a dropped container, for good. */
    public void remove(ContainerRef ref) throws IOException {
        if (open.containsKey(ref) && !closeUnlessUsed(ref)) {
            return;
        }
        Database.deleteWithCompanions(pathOf(ref));
    }

    @Override
    public void close() {
        for (ContainerRef ref : List.copyOf(open.keySet())) {
            boolean _ = closeUnlessUsed(ref);
        }
    }

    private static final class Open {
        final ContainerFile file;
        volatile long lastUse;

        Open(ContainerFile file) {
            this.file = file;
        }
    }
}
