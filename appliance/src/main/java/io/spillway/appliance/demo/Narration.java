package io.spillway.appliance.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What the demo prints: numbered steps with their times, the commands that do the same by hand, and progress. */
final class Narration {
    private static final String INDENT = "   ";
    private static final int BAR_MILLIS = 200;
    /** Without a terminal, how often progress is told at most. */
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final boolean terminal;
    private final long beginning = System.nanoTime();
    private int steps;

    /** @param terminal whether lines may be drawn over */
    Narration(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What happens in a step. */
    interface Work {
        void run() throws Exception;
    }

    /** How far something has come; may be told by several threads. */
    interface Progress extends AutoCloseable {
        void to(long done);

        void step();

        @Override
        void close();
    }

    void step(String title, Work work) throws Exception {
        step(title, () -> {
            work.run();
            return title;
        });
    }

    /** Says how long it took when it is done; what fails has no time. */
    <T> T step(String title, Callable<T> work) throws Exception {
        steps++;
        long begun = System.nanoTime();
        out.println();
        out.println(steps + ". " + title);
        out.flush();
        T result = work.call();
        line("(" + since(begun) + ")");
        return result;
    }

    /** How long the narration has gone on. */
    String soFar() {
        return since(beginning);
    }

    private static String since(long begun) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
    }

    void line(String text) {
        text.lines().forEach(line -> out.println(line.isEmpty() ? "" : INDENT + line));
        out.flush();
    }

    /** The command that does by hand what is done next. */
    void command(String text) {
        line("$ " + text);
    }

    Progress progress(String what, long total) {
        return terminal ? new Bar(what, total) : new Lines(what, total);
    }

    /** On stderr, and gone when it is over. */
    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String what, long total) {
            bar = new ProgressBarBuilder().setTaskName(INDENT + what).setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(BAR_MILLIS).clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void to(long done) {
            bar.stepTo(done);
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private final class Lines implements Progress {
        private final String what;
        private final long total;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong told = new AtomicLong(System.nanoTime());

        Lines(String what, long total) {
            this.what = what;
            this.total = total;
        }

        @Override
        public void to(long count) {
            done.set(count);
            tell(count);
        }

        @Override
        public void step() {
            tell(done.incrementAndGet());
        }

        private void tell(long count) {
            long last = told.get();
            long now = System.nanoTime();
            if (now - last > PLAIN_EVERY.toNanos() && told.compareAndSet(last, now)) {
                line("%s: %d of %d".formatted(what.toLowerCase(Locale.ROOT), count, total));
            }
        }

        @Override
        public void close() {
            // Its lines stay.
        }
    }
}
