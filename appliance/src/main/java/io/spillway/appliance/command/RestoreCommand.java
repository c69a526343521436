package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.RestoreAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.configuration.NodeConfiguration;
import io.spillway.appliance.node.NodeRestore;
import io.spillway.appliance.text.TextTable;
import io.spillway.appliance.tier.LostTarget;
import io.spillway.appliance.tier.TargetConnectors;
import io.spillway.cluster.api.restore.Rebuilt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "restore", description = {
        "Brings a lost node back from the backups in one of its targets, and says what it could not bring.",
        "The data directory must be empty. The target is taken over, so that the lost node, should it come back, can"
                + " change nothing in it any more."}, footer = {"%nExamples:",
                        "  spillway restore --from archive --type directory --path /mnt/archive --data /srv/spillway",
                        "  spillway restore --from cold --type s3 --bucket my-archive \\",
                        "      --credentials ~/.aws/archive-credentials --data /srv/spillway \\",
                        "      --master-key /mnt/keys/master.key"})
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "NAME", description = "What the lost node called the target.")
    private String name = "";

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--master-key", paramLabel = "FILE", description = "A copy of the lost node's master.key; with it, access keys and credentials of targets stay.")
    private Optional<Path> masterKey = Optional.empty();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    RestoreCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        var configuration = options.builder().build();
        NodeConfiguration node = configuration.node();
        try (LostTarget from = LostTarget.open(target.described(name), new TargetConnectors(node))) {
            NodeRestore.Restored restored = new NodeRestore(configuration, Clock.systemUTC()).run(from, masterKey);
            RestoreAnswer result = answer(restored);
            answer.print(out, AdminClient.write(result), () -> text(result, node.data()));
            return result.complete() ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }

    private RestoreAnswer answer(NodeRestore.Restored restored) {
        Rebuilt rebuilt = restored.report().rebuilt();
        List<String> problems = RestoreProblems.of(restored);
        return new RestoreAnswer(restored.identity().cluster().toString(), restored.identity().node().toString(), name,
                restored.report().owner().epoch(), restored.report().newest(),
                rebuilt.containers().stream()
                        .map(container -> new RestoreAnswer.Bucket(container.name().value(),
                                container.account().value(), container.objects(), container.bytes()))
                        .toList(),
                rebuilt.totals().objects(), rebuilt.totals().bytes(), rebuilt.totals().lost(),
                rebuilt.totals().lostBytes(), restored.lostList().map(Path::toString).orElse(null), problems,
                problems.isEmpty());
    }

    private static String text(RestoreAnswer restored, Path data) {
        TextTable buckets = new TextTable("BUCKET", "ACCOUNT", "OBJECTS", "BYTES");
        restored.buckets().forEach(bucket -> buckets.add(bucket.name(), bucket.account(), bucket.objects(),
                new DataSize(bucket.bytes())));
        StringBuilder text = new StringBuilder();
        text.append("restored from target %s, as of %s, into %s%n%n".formatted(restored.target(),
                restored.newestCopy(), data));
        text.append(buckets);
        restored.problems().forEach(problem -> text.append("not brought: ").append(problem).append('\n'));
        text.append("start it with: spillway serve --data ").append(data).append('\n');
        return text.toString();
    }
}
