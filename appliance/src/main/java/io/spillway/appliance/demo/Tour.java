package io.spillway.appliance.demo;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.spillway.appliance.admin.answer.CheckAnswer;
import io.spillway.appliance.admin.answer.RunAnswer;
import io.spillway.appliance.admin.answer.TargetAnswer;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.demo.ObjectDoor.Seen;
import io.spillway.appliance.text.TextTable;

/** The steps of the tour. Each checks what it shows, and fails where it is not as promised. */
final class Tour {
    /** A month and a day: the rule of 30 days then applies to everything. */
    private static final Duration LATER = Duration.ofDays(31);
    /** Removed chunk files are collected every ten seconds, after the readers' grace. */
    private static final Duration DISK_PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;
    private static final int CHECKS_SHOWN = 5;

    private final Narration narration;
    private final CommandText commands;
    private final DemoFolder folder;
    private final DemoCloud cloud;
    private final Instant later;
    private final List<StoredObject> objects = new ArrayList<>();

    Tour(Narration narration, CommandText commands, DemoFolder folder, DemoCloud cloud, Instant now) {
        this.narration = narration;
        this.commands = commands;
        this.folder = folder;
        this.cloud = cloud;
        this.later = now.plus(LATER).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Gives the tour on an appliance that has nothing yet; answers the one that runs at its end. */
    Site give(Site first, Children children, List<SourceFile> files) throws Exception {
        narration.step("Put files in through the S3 door, by the AWS SDK", () -> putIn(first, files));
        TargetAnswer target = narration.step("Name a cloud, and check a policy", () -> prepare(first));
        Placement before = placement(first, target);
        Footprint chunks = chunks();
        narration.step("Ask what the policy would do, now and in 31 days", () -> foresee(first, before));
        narration.step("Run it as if 31 days had passed", () -> run(first, target, new Before(before, chunks)));
        narration.step("Read every object back: HEAD, whole, and a range across its middle",
                () -> compare(first, target));
        Site second = narration.step("Begin a second run, and kill the appliance in the middle",
                () -> new KilledRun(narration, commands, folder, later).perform(first, children, files, objects));
        narration.step("See what is left", () -> narration.line(readBack(second)));
        narration.step("Run it again to the end", () -> finish(second, target));
        return second;
    }

    /** An instant that everything is due at. */
    Instant later() {
        return later;
    }

    /** An object whose bytes are in the cloud. */
    ObjectName example() {
        return moved().name();
    }

    private StoredObject moved() {
        return objects.stream().filter(object -> object.rule() == DemoRule.REST).findFirst()
                .orElseThrow(() -> new IllegalStateException("a tour moves something"));
    }

    private void putIn(Site site, List<SourceFile> files) throws DemoException, InterruptedException {
        objects.addAll(Intake.put(site.s3(), DemoPolicy.BUCKET, files, narration));
        long bytes = objects.stream().mapToLong(StoredObject::size).sum();
        narration.line("%,d objects with %s are in s3://%s".formatted(objects.size(), new DataSize(bytes),
                DemoPolicy.BUCKET));
    }

    private TargetAnswer prepare(Site site) throws Exception {
        List<Object> add = new ArrayList<>(List.of("target", "add", DemoRule.TARGET));
        add.addAll(cloud.options());
        narration.command(spillway(add.toArray()));
        TargetAnswer target = site.administration().addTarget(DemoRule.TARGET, cloud);
        narration.line("target %s is %s".formatted(target.name(), target.where()));

        Files.writeString(folder.policy(), DemoPolicy.text());
        narration.command("cat " + commands.command(folder.policy()));
        narration.line(DemoPolicy.text());
        narration.command(spillway("policy", "check", folder.policy()));
        CheckAnswer check = site.administration().check(DemoPolicy.text());
        if (!check.accepted()) {
            throw new DemoException("the demo's own policy is refused: " + check.problems());
        }
        narration.line("policy %s is in order; its rules: %s".formatted(check.policy(),
                String.join(", ", check.rules())));
        return target;
    }

    private void foresee(Site site, Placement before) throws Exception {
        narration.command(spillway("policy", "run", folder.policy(), "--dry-run"));
        RunAnswer now = site.administration().dryRun(DemoPolicy.text(), Optional.empty());
        narration.command(spillway("policy", "run", folder.policy(), "--dry-run", "--at", later));
        RunAnswer then = site.administration().dryRun(DemoPolicy.text(), Optional.of(later));

        TextTable table = new TextTable("RULE", "DOES", "OBJECTS", "BYTES", "DUE NOW", "DUE IN 31 DAYS");
        for (int i = 0; i < then.rules().size(); i++) {
            RunAnswer.Rule rule = then.rules().get(i);
            table.add(rule.rule(), rule.action(), rule.matched(), new DataSize(rule.bytes()),
                    now.rules().get(i).due(), rule.due());
        }
        narration.line(table.toString());
        agree("the dry runs", before.against(then));
        if (due(now) != 0 || due(then) != before.of(DemoRule.REST).objects()) {
            throw new DemoException("of objects that were just put, %d are due now and %d in 31 days, not 0 and %d"
                    .formatted(due(now), due(then), before.of(DemoRule.REST).objects()));
        }
    }

    /** What there was before the run. */
    private record Before(Placement placement, Footprint chunks) {}

    private void run(Site site, TargetAnswer target, Before before) throws Exception {
        RunAnswer run = toTheEnd(site, before.placement().of(DemoRule.REST).objects());
        Placement after = placement(site, target);
        Disk disk = settledDisk(after);

        TextTable table = new TextTable("RULE", "OBJECTS", "BYTES", "LOCAL BEFORE", "LOCAL NOW", "REMOTE BEFORE",
                "REMOTE NOW");
        for (DemoRule rule : DemoRule.values()) {
            row(table, rule.title(), before.placement().of(rule), after.of(rule));
        }
        row(table, "together", before.placement().total(), after.total());
        narration.line(table.toString());
        narration.line("on the volume  %s before, %s now".formatted(before.chunks(), disk.chunks()));
        narration.line("in the directory  %s of files up to %s".formatted(new DataSize(after.inlineBytes()),
                ApplianceChild.INLINE_MAX));
        narration.line("in the cloud   %s, packs and backups of the directory".formatted(disk.cloud()));
        agree("the run", after.against(run));
        agree("the disk", after.against(disk.chunks(), disk.cloud()));
        if (after.of(DemoRule.REST).localObjects() > 0) {
            throw new DemoException(after.of(DemoRule.REST).localObjects() + " objects were due and did not move");
        }
    }

    private void compare(Site site, TargetAnswer target) throws Exception {
        narration.line(readBack(site));
        StoredObject moved = moved();
        Seen head = site.s3().head(moved.name());
        narration.line("HEAD of %s: class %s, and ETag %s as when it was put".formatted(moved.name(),
                head.storageClass(), head.etag()));
        if (!head.storageClass().equals(target.storageClass())) {
            throw new DemoException("HEAD of " + moved.name() + " shows class " + head.storageClass() + ", not "
                    + target.storageClass());
        }
    }

    private void finish(Site site, TargetAnswer target) throws Exception {
        long cold = objects.stream().filter(object -> object.rule() == DemoRule.REST).count();
        RunAnswer run = toTheEnd(site, cold);
        Placement after = placement(site, target);
        Disk disk = settledDisk(after);
        narration.line("on the volume  %s".formatted(disk.chunks()));
        narration.line("in the cloud   %s".formatted(disk.cloud()));
        agree("the run", after.against(run));
        agree("the disk", after.against(disk.chunks(), disk.cloud()));
        narration.line(readBack(site));
    }

    private RunAnswer toTheEnd(Site site, long objectsToMove) throws Exception {
        narration.command(spillway("policy", "run", folder.policy(), "--at", later, "--wait"));
        try (Narration.Progress progress = narration.progress("Moving objects", objectsToMove)) {
            return site.administration().runToTheEnd(DemoPolicy.text(), later,
                    run -> progress.to(MoveCount.of(run).released()));
        }
    }

    private String readBack(Site site) throws DemoException, InterruptedException {
        try (Narration.Progress progress = narration.progress("Reading objects", objects.size())) {
            return new ReadBack(site.s3()).verdict(objects, _ -> progress.step());
        }
    }

    private Placement placement(Site site, TargetAnswer target) throws DemoException {
        Map<ObjectName, Seen> listed = new HashMap<>();
        for (String bucket : objects.stream().map(object -> object.name().bucket()).collect(Collectors.toSet())) {
            listed.putAll(site.s3().list(bucket));
        }
        return Placement.of(listed.entrySet(), target.storageClass(), ApplianceChild.INLINE_MAX.bytes());
    }

    /** What lies on the volume and in the cloud. */
    private record Disk(Footprint chunks, Footprint cloud) {}

    /** The disk once the readers' grace is over, or as it is when patience ends. */
    private Disk settledDisk(Placement placement) throws DemoException, InterruptedException {
        long end = System.nanoTime() + DISK_PATIENCE.toNanos();
        Footprint chunks = chunks();
        while (chunks.bytes() != placement.chunkBytes() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            chunks = chunks();
        }
        return new Disk(chunks, cloud.footprint());
    }

    private Footprint chunks() throws DemoException {
        return Footprint.of(folder.chunks(), "");
    }

    private String spillway(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.appliance()));
        return commands.spillway(all.toArray());
    }

    private static void row(TextTable table, String title, Placement.Share before, Placement.Share after) {
        table.add(title, after.objects(), new DataSize(after.bytes()), new DataSize(before.localBytes()),
                new DataSize(after.localBytes()), new DataSize(before.remoteBytes()),
                new DataSize(after.remoteBytes()));
    }

    private static long due(RunAnswer run) {
        return run.rules().stream().mapToLong(RunAnswer.Rule::due).sum();
    }

    private static void agree(String what, List<String> differences) throws DemoException {
        if (!differences.isEmpty()) {
            throw new DemoException("the S3 listing and " + what + " do not agree: "
                    + differences.stream().limit(CHECKS_SHOWN).collect(Collectors.joining("; ")));
        }
    }
}
