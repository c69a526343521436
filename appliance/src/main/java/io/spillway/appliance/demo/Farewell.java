package io.spillway.appliance.demo;

import java.util.ArrayList;
import java.util.List;

/** The last words before the demo only stays up: where everything is, and what to try. */
final class Farewell {
    private final Narration narration;
    private final CommandText commands;
    private final DemoFolder folder;

    Farewell(Narration narration, CommandText commands, DemoFolder folder) {
        this.narration = narration;
        this.commands = commands;
        this.folder = folder;
    }

    void say(Site site, Tour tour) {
        String s3 = site.appliance().s3().toString();
        narration.line("""

                S3              %s  (region us-east-1)
                administration  %s
                keys            %s

                Now try it yourself, in another terminal:
                """.formatted(s3, site.appliance().admin(), commands.shorten(folder.credentials())));
        narration.command("export AWS_SHARED_CREDENTIALS_FILE=" + commands.command(folder.credentials())
                + " AWS_REGION=us-east-1");
        narration.command(commands.command("aws", "--endpoint-url", s3, "s3", "cp", "s3://" + tour.example(), "-")
                + " | sha256sum");
        spillway("explain", tour.example());
        spillway("recall", tour.example(), "--wait");
        spillway("policy", "run", folder.policy(), "--dry-run", "--at", tour.later());
        spillway("target", "list");
        spillway("status");
        narration.line("\nThe appliance stays up until Ctrl-C.");
    }

    private void spillway(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.appliance()));
        narration.command(commands.spillway(all.toArray()));
    }
}
