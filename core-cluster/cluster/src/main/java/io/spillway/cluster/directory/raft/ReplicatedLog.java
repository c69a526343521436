package io.spillway.cluster.directory.raft;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The durable, ordered log of the directory's operations.
 *
 * <p>An operation that was answered is on disk and has been applied. Many callers share one entry and one sync. An
 * operation whose outcome is unknown may be proposed again: it carries an id by which the applier gives the first answer
 * once more.
 */
public final class ReplicatedLog implements AutoCloseable {
    /** One group for now; its id is fixed, since the folder is named after it. */
    private static final RaftGroupId GROUP = RaftGroupId.valueOf(new UUID(0x5350494c4c574159L, 1));
    private static final RaftPeerId SELF = RaftPeerId.valueOf("self");
    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Duration PURGE_LIMIT = Duration.ofSeconds(10);
    /** Ratis is ready again in well under this after it stepped down. */
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);

    private final ReplicatedLogSettings settings;
    private final RaftServer server;
    private final LogStateMachine machine;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private final Batcher batcher;

    private ReplicatedLog(ReplicatedLogSettings settings, RaftServer server, LogStateMachine machine) {
        this.settings = settings;
        this.server = server;
        this.machine = machine;
        this.batcher = new Batcher(settings, this::write);
    }

    /**
     * Opens the log in this directory, or begins one if the directory is empty, and returns when everything in it that
     * is not durable in the files has been applied again.
     *
     * @throws IOException if the log is damaged, or missing although the directory has been in use
     */
    public static ReplicatedLog open(Path directory, ReplicatedLogSettings settings, BatchApplier applier)
            throws IOException {
        Files.createDirectories(directory);
        DurablePosition durableFile = new DurablePosition(directory);
        @Nullable
        LogPosition durable = durableFile.load().orElse(null);
        Path logFolder = directory.resolve(GROUP.getUuid().toString()).resolve("current");
        boolean begun = Files.exists(logFolder.resolve("raft-meta"));
        if (durable != null && (!begun || !hasSegments(logFolder))) {
            throw new IOException(
                    "the log under " + directory + " is missing although operations up to " + durable.index()
                            + " were written; an empty log would lose what came after them. Restore the folder");
        }
        TornTail.mend(logFolder, settings.maxEntryBytes());

        LogStateMachine machine = new LogStateMachine(applier, durableFile, durable);
        RaftServer server = RaftServer.newBuilder()
                .setServerId(SELF)
                .setGroup(
                        RaftGroup.valueOf(GROUP, RaftPeer.newBuilder().setId(SELF).setAddress("in-process:0").build()))
                .setStateMachine(machine)
                .setProperties(properties(directory, settings))
                .setOption(begun ? RaftStorage.StartupOption.RECOVER : RaftStorage.StartupOption.FORMAT)
                .build();
        ReplicatedLog log = new ReplicatedLog(settings, server, machine);
        try {
            server.start();
            log.awaitReady();
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        } catch (RuntimeException e) {
            log.close();
            throw new IOException(
                    "the directory's log under " + directory + " cannot be read; it is damaged, or of another"
                            + " version. Restore it, or the whole directory, from a backup",
                    e);
        }
    }

    private static boolean hasSegments(Path logFolder) throws IOException {
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(logFolder, "log_*")) {
            return segments.iterator().hasNext();
        }
    }

    private static RaftProperties properties(Path directory, ReplicatedLogSettings settings) {
        RaftProperties properties = new RaftProperties();
        properties.set("raft.rpc.type", InProcessRpc.class.getName());
        properties.set("raft.server.storage.dir", directory.toString());
        properties.set("raft.server.log.purge.upto.snapshot.index", "true");
        properties.set("raft.server.log.purge.gap", "1");
        properties.set("raft.server.log.segment.size.max", settings.segmentBytes() + "B");
        properties.set("raft.server.log.preallocated.size", settings.segmentBytes() + "B");
        properties.set("raft.server.log.segment.cache.num.max", "2");
        // The buffers are off heap and held for the life of the group; 8 KiB are for what Ratis wraps around an entry.
        properties.set("raft.server.log.appender.buffer.byte-limit", settings.maxEntryBytes() + (4 << 10) + "B");
        properties.set("raft.server.log.write.buffer.size", settings.maxEntryBytes() + (8 << 10) + "B");
        // It would double entries and syncs; a group of one member finds its commit index by replay.
        properties.set("raft.server.log.log-metadata.enabled", "false");
        properties.set("raft.server.log.unsafe-flush.enabled", "false");
        properties.set("raft.server.log.async-flush.enabled", "false");
        properties.set("raft.server.snapshot.auto.trigger.enabled", "false");
        properties.set("raft.server.rpc.first-election.timeout.min", "10ms");
        properties.set("raft.server.rpc.first-election.timeout.max", "20ms");
        // Answers are kept by operation id in the files; Ratis' own memory of them only costs heap.
        properties.set("raft.server.retrycache.expirytime", "5s");
        return properties;
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                machine.ready().get(100, TimeUnit.MILLISECONDS);
                throwIfStopped();
                return;
            } catch (TimeoutException e) {
                throwIfStopped();
                if (System.nanoTime() > deadline) {
                    throw new IOException("the directory's log did not become ready in " + START_LIMIT, e);
                }
            } catch (ExecutionException e) {
                throw new IOException("the directory's log did not start", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the directory's log started", e);
            }
        }
    }

    private void throwIfStopped() throws IOException {
        Throwable fault = machine.fault();
        if (fault != null) {
            throw new IOException("an entry of the directory's log could not be applied: " + fault.getMessage(), fault);
        }
    }

    /**
     * Writes an operation and waits until it has been synced and applied.
     *
     * @param timeout after which the caller no longer waits; the operation may be applied all the same
     * @return the applier's answer
     * @throws ProposalRefused if it did not enter the log
     */
    public byte[] propose(byte[] operation, Duration timeout) throws ProposalOutcomeUnknown, ProposalRefused {
        Proposal proposal = new Proposal(operation);
        batcher.submit(proposal);
        try {
            return proposal.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ProposalOutcomeUnknown("the directory's log gave no answer in " + timeout, e);
        } catch (ExecutionException e) {
            throw unknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProposalOutcomeUnknown("interrupted while the directory's log was writing", e);
        }
    }

    /**
     * Tells that everything up to this position is synced in the directory's files. Replay will start behind it and the
     * log is purged up to it; a position before the last one told has no effect.
     */
    public void durableUpTo(LogPosition position) throws IOException {
        machine.publishDurable(position);
        RaftClientReply reply = server.snapshotManagement(SnapshotManagementRequest.newCreate(client, SELF, GROUP,
                calls.incrementAndGet(), PURGE_LIMIT.toMillis(), 1));
        if (!reply.isSuccess()) {
            throw new IOException("the directory's log could not be purged", reply.getException());
        }
    }

    /** Where the last start began to replay, or what {@link #durableUpTo} was told since. */
    public LogPosition durable() {
        return machine.durable();
    }

    /** The last entry that was applied. */
    public long appliedIndex() {
        return machine.getLastAppliedTermIndex().getIndex();
    }

    private List<byte[]> write(byte[] entry) throws ProposalOutcomeUnknown, InterruptedException {
        long deadline = System.nanoTime() + settings.retryFor().toNanos();
        @Nullable
        Throwable last = null;
        do {
            Throwable fault = machine.fault();
            if (fault != null) {
                throw new ProposalOutcomeUnknown("the directory's log has stopped: " + fault.getMessage(), fault);
            }
            try {
                RaftClientReply reply = server.submitClientRequestAsync(request(entry))
                        .get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (reply.isSuccess()) {
                    return Frame.split(reply.getMessage().getContent().asReadOnlyByteBuffer());
                }
                last = reply.getException();
            } catch (ExecutionException e) {
                last = e.getCause();
            } catch (IOException | TimeoutException e) {
                last = e;
            }
            Thread.sleep(RETRY_PAUSE);
        } while (System.nanoTime() < deadline);
        throw new ProposalOutcomeUnknown("the directory's log gave no answer in " + settings.retryFor(), last);
    }

    private static ProposalOutcomeUnknown unknown(ExecutionException e) {
        return e.getCause() instanceof ProposalOutcomeUnknown unknown
                ? unknown
                : new ProposalOutcomeUnknown("the directory's log failed", e);
    }

    private RaftClientRequest request(byte[] entry) {
        return RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(SELF)
                .setGroupId(GROUP)
                .setCallId(calls.incrementAndGet())
                .setMessage(Message.valueOf(ByteString.copyFrom(entry)))
                .setType(RaftClientRequest.writeRequestType())
                .build();
    }

    /** Writes what waits, then stops. The files that the applier keeps are closed after this. */
    @Override
    public void close() throws IOException {
        batcher.close();
        server.close();
    }
}
