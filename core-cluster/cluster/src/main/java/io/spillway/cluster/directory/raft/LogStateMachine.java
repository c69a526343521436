package io.spillway.cluster.directory.raft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Hands entries to the applier. There are no snapshot files: what Ratis takes for a snapshot is the durable position of
 * the directory's files, and it purges the log behind that.
 */
final class LogStateMachine extends BaseStateMachine {
    private final BatchApplier applier;
    private final DurablePosition durableFile;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Object publishing = new Object();
    private volatile @Nullable LogPosition durable;
    /** What Ratis was last told; it asks for a new snapshot only when this lies behind what has been applied. */
    private volatile @Nullable LogPosition published;
    private volatile @Nullable Throwable fault;
    private volatile @Nullable Path logFolder;
    private @Nullable Path syncedSegment;

    LogStateMachine(BatchApplier applier, DurablePosition durableFile, @Nullable LogPosition durable) {
        this.applier = applier;
        this.durableFile = durableFile;
        this.durable = durable;
        this.published = durable;
    }

    /** Done when this member leads and every entry of earlier runs has been applied. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    @Nullable
    Throwable fault() {
        return fault;
    }

    LogPosition durable() {
        LogPosition position = durable;
        return position == null ? LogPosition.START : position;
    }

    void publishDurable(LogPosition position) throws IOException {
        synchronized (publishing) {
            if (position.compareTo(durable()) > 0) {
                durableFile.store(position);
                durable = position;
            }
        }
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage storage) throws IOException {
        super.initialize(server, groupId, storage);
        logFolder = storage.getStorageDir().getCurrentDir().toPath();
        LogPosition position = durable;
        if (position != null) {
            setLastAppliedTermIndex(TermIndex.valueOf(position.term(), position.index()));
        }
    }

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
        LogPosition position = published;
        return position == null ? null : new FileListSnapshotInfo(List.of(), position.term(), position.index());
    }

    @Override
    public long takeSnapshot() {
        LogPosition position = durable();
        published = position;
        return position.index();
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = Objects.requireNonNull(transaction.getLogEntry());
        Throwable earlier = fault;
        if (earlier != null) {
            return CompletableFuture.failedFuture(earlier);
        }
        List<byte[]> operations = Frame
                .split(entry.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
        try {
            List<byte[]> answers = applier.apply(new LogPosition(entry.getTerm(), entry.getIndex()), operations);
            if (answers.size() != operations.size()) {
                throw new IllegalStateException(answers.size() + " answers to " + operations.size() + " operations");
            }
            updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
            return CompletableFuture.completedFuture(Message.valueOf(ByteString.copyFrom(Frame.join(answers))));
        } catch (RuntimeException | Error e) {
            // An entry that was passed over would leave the files behind the log for ever: nothing is applied any more.
            fault = e;
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ratis syncs a segment's bytes but not the folder in which it made or renamed the segment. */
    @Override
    public CompletableFuture<Void> flush(long index) {
        try {
            syncFolderOfNewSegment();
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            fault = e;
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
        try {
            Path folder = logFolder;
            if (folder != null) {
                // The vote and the term were written beside the log just now.
                Folder.sync(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void notifyLeaderReady() {
        ready.complete(null);
    }

    private synchronized void syncFolderOfNewSegment() throws IOException {
        Path folder = Objects.requireNonNull(logFolder);
        Path current = syncedSegment;
        if (current != null && Files.exists(current)) {
            return;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(folder, "log_inprogress_*")) {
            for (Path segment : open) {
                current = segment;
            }
        }
        Folder.sync(folder);
        syncedSegment = current;
    }
}
