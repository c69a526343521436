package io.spillway.appliance.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The processes that the demo started. None outlives it: they end with {@link #close}, and at a signal too. */
final class Children implements AutoCloseable {
    /** A signal from the terminal reaches the children and us in any order. */
    private static final long SIGNAL_MILLIS = 2_000;

    private final Deque<ChildProcess> running = new ArrayDeque<>();
    private boolean closed;
    private volatile boolean signalled;
    private volatile boolean staying;

    /** Bound to the life of this process. */
    static Children bound() {
        Children children = new Children();
        Runtime.getRuntime().addShutdownHook(new Thread(children::end, "end-children"));
        return children;
    }

    /** @throws IOException if it cannot be started, or the demo is ending */
    synchronized ChildProcess start(ProcessBuilder command) throws IOException {
        if (closed) {
            throw new IOException("the demo is ending");
        }
        ChildProcess child = new ChildProcess(command.start());
        running.add(child);
        return child;
    }

    /** Waits until the user ends the demo, which then is a good end, or returns when the child has ended by itself. */
    void stayWith(ChildProcess child) throws InterruptedException {
        staying = true;
        child.process().waitFor();
        TimeUnit.MILLISECONDS.sleep(SIGNAL_MILLIS);
        awaitEndIfSignalled();
        staying = false;
    }

    /** Leaves the last word to the signal: what fails once it has come, fails because of it. */
    void awaitEndIfSignalled() throws InterruptedException {
        if (signalled) {
            new CountDownLatch(1).await();
        }
    }

    /** Ends all, the last one first. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            running.removeLast().stop();
        }
    }

    /** Java would end with 130 or 143 after a signal, and the end of a demo that only stays up is no failure. */
    private void end() {
        signalled = true;
        try {
            close();
        } finally {
            if (staying) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
