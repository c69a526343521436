package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.PlacementAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.configuration.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Shows where the bytes of an object are, and by which storage policy.", footer = {
        "%nExamples:", "  spillway explain photos/2026/07/beach.jpg", "  spillway explain photos/a.jpg --json"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUCKET/KEY", converter = ObjectPath.Converter.class, description = "The object: its bucket, a slash, its key.")
    private ObjectPath object = new ObjectPath("", "");

    @Option(names = "--version-id", paramLabel = "ID", description = "This version instead of the current one.")
    private Optional<String> version = Optional.empty();

    @Mixin
    private final ApplianceOptions appliance = new ApplianceOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    private final PrintWriter out;

    ExplainCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> query = new HashMap<>(Map.of("bucket", object.bucket(), "key", object.key()));
        version.ifPresent(id -> query.put("version", id));
        try (AdminClient client = appliance.connect()) {
            answer.print(out, client.get("/v1/placement", query), PlacementAnswer.class, ExplainCommand::text);
        }
        return ExitCode.DONE;
    }

    private static String text(PlacementAnswer placement) {
        TextTable chunks = new TextTable("OFFSET", "LENGTH", "WHERE", "NAME");
        for (PlacementAnswer.Metachunk metachunk : placement.metachunks()) {
            for (PlacementAnswer.Chunk chunk : metachunk.chunks()) {
                chunks.add(metachunk.offset(), metachunk.length(), "volume " + chunk.volume(),
                        "chunk " + chunk.chunk());
            }
            PlacementAnswer.Remote remote = metachunk.remote();
            if (remote != null) {
                chunks.add(metachunk.offset(), metachunk.length(), "target " + remote.target(),
                        remote.bucket() + "/" + remote.key());
            }
        }
        return """
                %s/%s
                version         %s
                account         %s
                size            %s (%d bytes)
                etag            %s
                modified        %s
                storage policy  %s
                storage class   %s

                %s""".formatted(placement.bucket(), placement.key(), placement.version(), placement.account(),
                new DataSize(placement.size()), placement.size(), placement.etag(), placement.modified(),
                placement.storagePolicy(), placement.storageClass(), chunks);
    }
}
