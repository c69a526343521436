package io.spillway.appliance.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.client.RefusedException;
import io.spillway.appliance.client.UnreachableException;

/** A second run of the policy, in the middle of which the appliance is killed. */
final class KilledRun {
    /** A fast machine may be through before the kill; each try takes four times as many objects. */
    private static final int TRIES = 4;
    private static final int OBJECTS = 100;
    private static final int GROWTH = 4;
    private static final long BYTES = 128L << 20;
    /** Killed when this part of the objects has been moved. */
    private static final int PART = 4;
    private static final long POLL_MILLIS = 10;
    /** A hundred objects take seconds, on a busy machine minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Narration narration;
    private final CommandText commands;
    private final DemoFolder folder;
    private final Instant at;

    KilledRun(Narration narration, CommandText commands, DemoFolder folder, Instant at) {
        this.narration = narration;
        this.commands = commands;
        this.folder = folder;
        this.at = at;
    }

    /** Puts objects, has them moved, and kills the appliance meanwhile; answers it started again. */
    Site perform(Site site, Children children, List<SourceFile> files, List<StoredObject> objects) throws Exception {
        int size = OBJECTS;
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            String bucket = DemoPolicy.BUCKET + "-again" + (attempt == 1 ? "" : "-" + attempt);
            long before = objects.stream().filter(object -> object.rule() == DemoRule.REST).count();
            List<StoredObject> stored = Intake.put(site.s3(), bucket, Intake.batch(files, size, BYTES), narration);
            objects.addAll(stored);
            narration.line("%,d more objects are in s3://%s".formatted(stored.size(), bucket));
            narration.command(commands.spillway("policy", "run", folder.policy(), "--at", at, "--data",
                    folder.appliance()));
            Optional<MoveCount> caught = middle(site.administration(), before, stored.size());
            if (caught.isPresent()) {
                narration.command("kill -9 " + site.appliance().process().process().pid());
                Site again = site.killed(children);
                narration.line(
                        "killed with %d of %d objects moved and %d planned or on their way; started again on the same data"
                                .formatted(caught.get().moved() - before, stored.size(), caught.get().open()));
                return again;
            }
            size *= GROWTH;
            narration.line("they were all moved before the appliance could be killed; once more with more of them");
        }
        throw new DemoException("the appliance moves objects faster than the demo can kill it, " + TRIES
                + " times in a row; give it larger files with --from");
    }

    /** Begins the run and returns when it is in its middle; nothing if the middle was missed. */
    private Optional<MoveCount> middle(Administration administration, long before, long objects)
            throws UnreachableException, RefusedException, DemoException, InterruptedException {
        RunAnswer run = administration.begin(DemoPolicy.text(), at);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (System.nanoTime() - end >= 0) {
                throw new DemoException("the run did not come to its middle within " + PATIENCE.toMinutes()
                        + " minutes; the appliance's log tells why");
            }
            MoveCount count = MoveCount.of(run);
            boolean some = count.moved() - before >= Math.max(1, objects / PART);
            if (some && count.open() > 0) {
                return Optional.of(count);
            }
            if (some && run.state().equals("done")) {
                return Optional.empty();
            }
            if (run.problem() != null) {
                throw new DemoException("the run ended early: " + run.problem());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            run = administration.look(run);
        }
    }
}
