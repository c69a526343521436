package io.spillway.appliance.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.spillway.appliance.admin.answer.HistoryAnswer;
import io.spillway.appliance.admin.answer.PlacementAnswer;
import io.spillway.appliance.client.AdminClient;
import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.text.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = {
        "Shows where the bytes of an object are and why: by which storage policy, rule and version;",
        "and what its policy will do with it next."}, footer = {
                "%nExamples:", "  spillway explain photos/2026/07/beach.jpg", "  spillway explain photos/a.jpg --json"})
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUCKET/KEY", converter = ObjectPath.Converter.class, description = "The object: its bucket, a slash, its key.")
    private ObjectPath object = new ObjectPath("", "");

    @Option(names = "--version-id", paramLabel = "ID", description = "Where this version is, instead of the current one.")
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
            String where = client.get("/v1/placement", query);
            // What moves objects, and what policies say, concerns current versions only.
            String why = version.isPresent()
                    ? "null"
                    : client.get("/v1/history", Map.of("bucket", object.bucket(), "key", object.key()));
            String text = text(AdminClient.read(where, PlacementAnswer.class))
                    + (version.isPresent() ? "" : text(AdminClient.read(why, HistoryAnswer.class)));
            answer.print(out, "{\"placement\":" + where + ",\"history\":" + why + "}", () -> text);
        }
        return ExitCode.DONE;
    }

    private static String text(HistoryAnswer history) {
        StringBuilder text = new StringBuilder("\n");
        HistoryAnswer.Transition last = history.last();
        if (last == null) {
            text.append("why here        it has never been moved\n");
        } else {
            text.append("why here        %s: %s, %s%n".formatted(last.movement(), last.state(), cause(last)));
            text.append(line("proof", last.proof() == null ? null : last.proof() + " at " + last.proven()));
            text.append(line("local until", last.releaseDue()));
            text.append(line("given up", last.reason()));
        }
        HistoryAnswer.Outlook outlook = history.outlook();
        if (outlook == null) {
            return text.append("what next       nothing: no policy governs its bucket\n").toString();
        }
        text.append("policy          %s, version %d; now %s%n".formatted(outlook.policy(), outlook.version(),
                outlook.ruleNow() == null ? "no rule matches" : "rule \"" + outlook.ruleNow() + "\" decides"));
        text.append("what next       ").append(next(outlook)).append('\n');
        for (HistoryAnswer.Reason reason : outlook.reasons()) {
            text.append("%nrule \"%s\" (%s)%n%s".formatted(reason.rule(), reason.action(),
                    reason.condition().indent(2)));
        }
        return text.toString();
    }

    private static String next(HistoryAnswer.Outlook outlook) {
        if (outlook.nextRule() == null) {
            return "nothing, as the object is";
        }
        return outlook.there()
                ? "nothing: its bytes are where rule \"%s\" wants them".formatted(outlook.nextRule())
                : "%s by rule \"%s\", due from %s on".formatted(outlook.nextAction(), outlook.nextRule(),
                        outlook.nextAt());
    }

    private static String cause(HistoryAnswer.Transition last) {
        return last.rule() == null
                ? "asked for at " + last.at()
                : "by rule \"%s\" of policy %s, version %d, at %s".formatted(last.rule(), last.policy(),
                        last.version(), last.at());
    }

    private static String line(String label, @Nullable Object value) {
        return value == null ? "" : "%-16s%s%n".formatted(label, value);
    }

    private static String text(PlacementAnswer placement) {
        TextTable chunks = new TextTable("OFFSET", "LENGTH", "WHERE", "NAME");
        for (PlacementAnswer.Metachunk metachunk : placement.metachunks()) {
            for (PlacementAnswer.Chunk chunk : metachunk.chunks()) {
                chunks.add(metachunk.offset(), metachunk.length(), "volume " + chunk.volume(),
                        "chunk " + chunk.chunk());
            }
            if (metachunk.inline()) {
                chunks.add(metachunk.offset(), metachunk.length(), "directory", "the container's file");
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
