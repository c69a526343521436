package io.spillway.appliance.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.spillway.appliance.command.SpillwayCommand;

/**
 * Starts an appliance, puts and reads objects, has a policy move them to a folder, and ends, all in this process and by
 * the commands that a user would type. The JVM that runs it writes an AOT cache (JEP 514) at its end.
 */
public final class Training {
    private static final Pattern READY = Pattern.compile("ready s3=(\\S+) admin=\\S+ data=.*");
    private static final String BUCKET = "training";
    private static final String POLICY = """
            apiVersion: spillway/v1
            policy: training
            applies: { account: default, containers: ["*"] }
            rules:
              - { name: notes stay, when: object.extension == "md", then: { hold: {} } }
              - { name: old, when: object.age > days(30) && object.size > 0, then: { tier: cold, keep: { local: 0d } } }
            """;

    private static final String KNOWS_LESS = "the AOT cache knows less than it could, and starts take longer: ";
    /** Many times what it takes, and less than the build waits. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Path work;

    private Training(Path work) {
        this.work = work;
    }

    /** Trains in the folder of the first argument, which is emptied. A training that fails costs time at starts only. */
    static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("training-watch").start(Training::endInTime);
        try {
            new Training(emptied(Path.of(arguments[0]).toAbsolutePath())).run();
        } catch (IOException | RuntimeException e) {
            System.err.println(KNOWS_LESS + e.getMessage());
        } finally {
            System.exit(0);
        }
    }

    private static void endInTime() {
        try {
            Thread.sleep(LONGEST);
            System.err.println(KNOWS_LESS + "it was not over after " + LONGEST);
            System.exit(0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private void run() throws IOException {
        Path data = work.resolve("data");
        URI s3 = serve(data);
        TrainingClient.run(s3, data.resolve("credentials"), BUCKET);
        Path policy = Files.writeString(work.resolve("policy.yaml"), POLICY);
        Instant later = Instant.now().plus(Duration.ofDays(31));
        for (List<Object> command : List.<List<Object>>of(
                List.of("version"), List.of("status"), List.of("status", "--json"),
                List.of("key", "create", "--account", "default"),
                List.of("target", "add", "cold", "--type", "directory", "--path", work.resolve("cold")),
                List.of("target", "list"), List.of("target", "probe", "cold"), List.of("policy", "check", policy),
                List.of("policy", "run", policy, "--dry-run", "--at", later),
                List.of("policy", "run", policy, "--at", later, "--wait"),
                List.of("explain", BUCKET + "/0.bin"), List.of("recall", BUCKET + "/0.bin", "--wait"),
                List.of("backup", "--to", "cold"))) {
            command(data, command);
        }
    }

    /** Starts the appliance on a thread of its own, which the end of the process stops. */
    private static URI serve(Path data) throws IOException {
        PipedReader said = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(said), true);
        Thread.ofPlatform().daemon().name("training-serve").start(() -> {
            execute(out, "serve", "--data", data.toString(), "--s3", "127.0.0.1:0", "--admin", "127.0.0.1:0");
            out.close();
        });
        String line = new BufferedReader(said).readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            throw new IOException("the appliance did not start in " + data);
        }
        return URI.create(ready.group(1));
    }

    private static void command(Path data, List<Object> command) throws IOException {
        Stream<Object> options = command.contains("version") ? Stream.of() : Stream.of("--data", data);
        String[] words = Stream.concat(command.stream(), options).map(Object::toString).toArray(String[]::new);
        int code = execute(new PrintWriter(Writer.nullWriter()), words);
        if (code != 0) {
            throw new IOException("spillway " + String.join(" ", words) + " ended with " + code);
        }
    }

    private static int execute(PrintWriter out, String... words) {
        return SpillwayCommand.commandLine(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(words);
    }
}
