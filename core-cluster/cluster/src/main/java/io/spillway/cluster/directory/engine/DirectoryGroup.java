package io.spillway.cluster.directory.engine;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.spillway.cluster.api.change.ContainerRef;
import io.spillway.cluster.api.name.HexId;
import io.spillway.cluster.api.object.ObjectStoreException;
import io.spillway.cluster.directory.Command;
import io.spillway.cluster.directory.Directory;
import io.spillway.cluster.directory.OperationId;
import io.spillway.cluster.directory.Outcome;
import io.spillway.cluster.directory.Refusal;
import io.spillway.cluster.directory.command.CommandCodec;
import io.spillway.cluster.directory.command.Operation;
import io.spillway.cluster.directory.container.ContainerReads;
import io.spillway.cluster.directory.raft.LogPosition;
import io.spillway.cluster.directory.raft.ProposalOutcomeUnknown;
import io.spillway.cluster.directory.raft.ProposalRefused;
import io.spillway.cluster.directory.raft.ReplicatedLog;
import io.spillway.cluster.directory.sqlite.DamagedFileException;
import io.spillway.cluster.directory.sqlite.VolumeFailedException;

/** The log, the files below it, and the two ways to them: proposing, and reading what was committed. */
final class DirectoryGroup implements AutoCloseable {
    /** What the log adds around an operation in an entry. */
    private static final int FRAME_BYTES = 64;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long RETRY_PAUSE_MILLIS = 20;

    private final DirectorySettings settings;
    private final Clock clock;
    private final RandomGenerator random;
    private final GroupFiles files;
    private final ReplicatedLog log;
    private final Flusher flusher;
    /** The latest time of any proposal to this group, whichever way the clock has gone. */
    private final AtomicLong lastTime = new AtomicLong();

    private DirectoryGroup(DirectorySettings settings, Clock clock, RandomGenerator random, GroupFiles files,
            GroupApplier applier) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.files = files;
        this.log = ReplicatedLog.open(settings.folder().resolve("raft"), settings.log(), applier);
        applier.replayed();
        lastTime.set(applier.time());
        this.flusher = new Flusher(files, applier, log, settings.flushEvery());
    }

    static DirectoryGroup open(DirectorySettings settings, Clock clock, RandomGenerator random) throws IOException {
        GroupFiles files = files(settings);
        try {
            DirectoryGroup group = new DirectoryGroup(settings, clock, random, files, new GroupApplier(files));
            group.flusher.start();
            return group;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static GroupFiles files(DirectorySettings settings) throws IOException {
        try {
            return GroupFiles.open(settings);
        } catch (DamagedFileException | VolumeFailedException e) {
            throw new IOException("the directory cannot be opened: " + e.getMessage(), e);
        }
    }

    DirectorySettings settings() {
        return settings;
    }

    GroupFiles files() {
        return files;
    }

    Clock clock() {
        return clock;
    }

    /** In order of time, so that those of one entry stand together in the index by which repeats are found. */
    OperationId newOperation() {
        return new OperationId(HexId.inOrderOfTime(clock.millis(), random));
    }

    Outcome propose(Command command) {
        return propose(newOperation(), command, Directory.PATIENCE);
    }

    /** Proposes until there is an answer or the patience is over; the operation id makes a repeat harmless. */
    Outcome propose(OperationId id, Command command, Duration patience) {
        // Never before what another container was told, so that times are in order across the whole group.
        Instant time = Instant.ofEpochMilli(lastTime.accumulateAndGet(clock.millis(), Math::max));
        byte[] operation = CommandCodec.encode(new Operation(id, time, command));
        int limit = settings.log().maxEntryBytes() - FRAME_BYTES;
        if (operation.length > limit) {
            return new Outcome.Refused(new Refusal.TooLarge(operation.length, limit));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        boolean entered = false;
        String reason;
        do {
            try {
                return CommandCodec.decodeOutcome(
                        log.propose(operation, Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
            } catch (ProposalOutcomeUnknown e) {
                entered = true;
                reason = String.valueOf(e.getMessage());
            } catch (ProposalRefused e) {
                reason = String.valueOf(e.getMessage());
            }
        } while (pause() && System.nanoTime() < deadline);
        return entered ? new Outcome.Unknown(reason) : new Outcome.Refused(new Refusal.Busy(reason));
    }

    /** Answers false if the thread is to end. */
    private static boolean pause() {
        try {
            Thread.sleep(RETRY_PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads a container's file, on one committed state. */
    <T> T read(ContainerRef ref, Function<ContainerReads, T> reads) throws ObjectStoreException {
        try {
            return files.containers().use(ref, file -> file.read(reads));
        } catch (DamagedFileException e) {
            throw missing(ref, e);
        } catch (VolumeFailedException e) {
            throw new ObjectStoreException.Unavailable(String.valueOf(e.getMessage()), RETRY_AFTER, e);
        }
    }

    /** A file that is listed and cannot be read is damaged; one of no listed container has been removed. */
    ObjectStoreException missing(ContainerRef ref, DamagedFileException e) {
        return files.namespace().byRef(ref).isPresent()
                ? new ObjectStoreException.Damaged(String.valueOf(e.getMessage()), e)
                : new ObjectStoreException.Unavailable("container " + ref + " is no longer there", RETRY_AFTER, e);
    }

    /** The last entry of the log that was applied. */
    long appliedIndex() {
        return log.appliedIndex();
    }

    /** Brings all that was answered to the disk and lets the log go behind it. */
    LogPosition flush() throws IOException {
        return flusher.flush();
    }

    /** The log writes what waits before it stops; then nothing changes the files any more. */
    @Override
    public void close() throws IOException {
        flusher.close();
        log.close();
        files.close();
    }
}
