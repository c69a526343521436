package io.spillway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tier of a running appliance, by its command line as an operator has it: a folder as the target and policies that
 * move everything in a bucket.
 */
final class Tier {
    static final List<String> AT_ONCE = List.of("tier.release-grace=0s", "store.readers-grace=0s");
    /** Ahead of every release that a run brings about, so that {@code --wait} waits for them too. */
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Pattern DUE = Pattern.compile("\"due\":([0-9]+)");

    private final Launcher launcher;
    private final Path data;
    private final Path folder;

    private Tier(Launcher launcher, Path data, Path folder) {
        this.launcher = launcher;
        this.data = data;
        this.folder = folder;
    }

    /**
     * What a run took.
     *
     * @param due objects that the rule moves, or would move
     */
    record Run(long due, double seconds) {}

    /** @param folder an empty one of the caller's, for the target and the policies */
    static Tier of(Launcher launcher, Path data, Path folder) throws IOException, InterruptedException {
        Tier tier = new Tier(launcher, data, folder);
        Path target = Files.createDirectory(folder.resolve("target"));
        tier.run(List.of("target", "add", "folder", "--type", "directory", "--path", target.toString()));
        return tier;
    }

    /** What any command takes that only asks the appliance something: the start of its virtual machine, mostly. */
    double secondsOfACommand() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        run(List.of("status", "--json"));
        return (System.nanoTime() - begin) / 1e9;
    }

    Run dryRun(String bucket) throws IOException, InterruptedException {
        return policyRun(bucket, "--dry-run");
    }

    /** Returns when all objects are in the target and their local bytes are let go. */
    Run moveEverything(String bucket) throws IOException, InterruptedException {
        return policyRun(bucket, "--wait");
    }

    private Run policyRun(String bucket, String how) throws IOException, InterruptedException {
        Path policy = Files.writeString(folder.resolve(bucket + ".yaml"), """
                apiVersion: spillway/v1
                policy: %1$s
                applies: { account: default, containers: [%1$s] }
                rules:
                  - { name: all, when: object.size > 0, then: { tier: folder } }
                """.formatted(bucket));
        long begin = System.nanoTime();
        String answer = run(List.of("policy", "run", policy.toString(), how, "--at",
                Instant.now().plus(AHEAD).toString(), "--json"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Matcher due = DUE.matcher(answer);
        if (!due.find()) {
            throw new IOException("the run does not tell what was due: " + answer);
        }
        return new Run(Long.parseLong(due.group(1)), seconds);
    }

    private String run(List<String> words) throws IOException, InterruptedException {
        return launcher.run(Stream.concat(words.stream(), Stream.of("--data", data.toString())).toList());
    }
}
