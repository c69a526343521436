package io.spillway.cluster.directory.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Group commit: while one entry is on its way to the disk, those who come meanwhile gather for the next, and then share
 * its sync. One entry is under way at a time.
 */
final class Batcher implements AutoCloseable {
    /** Proposes an entry and waits for the answers to its operations. */
    interface EntryWriter {
        List<byte[]> write(byte[] entry) throws ProposalOutcomeUnknown, InterruptedException;
    }

    private final ReplicatedLogSettings settings;
    private final EntryWriter writer;
    private final BlockingQueue<Proposal> waiting;
    private final Thread thread;
    private volatile boolean closed;

    Batcher(ReplicatedLogSettings settings, EntryWriter writer) {
        this.settings = settings;
        this.writer = writer;
        this.waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        this.thread = Thread.ofPlatform().name("directory-log-batcher").daemon().start(this::run);
    }

    void submit(Proposal proposal) throws ProposalRefused {
        int size = Frame.emptySize() + Frame.sizeOf(proposal.operation());
        if (size > settings.maxEntryBytes()) {
            throw new ProposalRefused("an operation of " + proposal.operation().length
                    + " bytes does not fit a log entry of " + settings.maxEntryBytes() + "; stage it in pieces");
        }
        if (closed) {
            throw new ProposalRefused("the directory's log is closed");
        }
        if (!waiting.offer(proposal)) {
            throw new ProposalRefused(
                    settings.maxWaiting() + " operations wait for the directory's log already; try again later");
        }
        if (closed && waiting.remove(proposal)) {
            throw new ProposalRefused("the directory's log is closed");
        }
    }

    private void run() {
        Proposal carried = null;
        while (!closed || carried != null || !waiting.isEmpty()) {
            try {
                Proposal first = carried != null ? carried : waiting.poll(100, TimeUnit.MILLISECONDS);
                carried = first == null ? null : writeBatch(first);
            } catch (InterruptedException _) {
                // Only close interrupts; what waits is written first, since its callers still wait.
                closed = true;
            }
        }
    }

    /** Writes the first and whoever fits beside it; returns the one that no longer did. */
    private @Nullable Proposal writeBatch(Proposal first) throws InterruptedException {
        List<Proposal> batch = new ArrayList<>();
        int size = Frame.emptySize();
        Proposal next = first;
        while (next != null && size + Frame.sizeOf(next.operation()) <= settings.maxEntryBytes()) {
            batch.add(next);
            size += Frame.sizeOf(next.operation());
            next = batch.size() < settings.maxBatch() ? waiting.poll() : null;
        }
        try {
            List<byte[]> answers = writer.write(Frame.join(batch.stream().map(Proposal::operation).toList()));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (ProposalOutcomeUnknown | RuntimeException e) {
            batch.forEach(proposal -> proposal.answer().completeExceptionally(e));
        } catch (InterruptedException e) {
            batch.forEach(proposal -> proposal.answer()
                    .completeExceptionally(new ProposalOutcomeUnknown("the directory's log was closed meanwhile")));
            throw e;
        }
        return next;
    }

    /** Lets what waits be written, within the bound of one entry's retries, and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(settings.retryFor())) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
