package io.spillway.appliance.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.spillway.appliance.configuration.DataSize;
import io.spillway.appliance.node.NodeRestore;
import io.spillway.cluster.api.restore.Rebuilt;
import io.spillway.cluster.api.restore.Rebuilt.Finding;
import io.spillway.tier.restore.RestoreReport;

/** Says, a sentence each, what a restore could not bring and what an operator can do about it. */
final class RestoreProblems {
    private RestoreProblems() {}

    static List<String> of(NodeRestore.Restored restored) {
        RestoreReport report = restored.report();
        Rebuilt rebuilt = report.rebuilt();
        List<String> problems = new ArrayList<>();
        if (rebuilt.totals().lost() > 0) {
            problems.add("the bytes of %d objects (%s), which were on the lost node only; they are listed, and reading"
                    .formatted(rebuilt.totals().lost(), new DataSize(rebuilt.totals().lostBytes()))
                    + " one answers 503; their names are in "
                    + restored.lostList().map(Object::toString).orElse("no file"));
        }
        if (rebuilt.totals().abortedUploads() > 0) {
            problems.add("%d multipart uploads, whose parts are gone; clients begin them again"
                    .formatted(rebuilt.totals().abortedUploads()));
        }
        report.unusable().forEach(copy -> problems
                .add("copy " + copy.key() + " is damaged (" + copy.reason() + "); an older one was looked for"));
        report.notBrought().forEach(container -> problems.add(
                "container " + container + ", of which every copy is damaged; they are left in the target"));
        if (report.namespace().isEmpty()) {
            problems.add(
                    "the namespace, of which there is no good copy; buckets are listed by their own files, and their"
                            + " storage policies, accounts without objects, access keys, targets and policies are gone");
        }
        rebuilt.findings().stream().filter(finding -> !(finding instanceof Finding.Removed))
                .map(RestoreProblems::sentence).forEach(problems::add);
        if (!rebuilt.dropped().accessKeys().isEmpty()) {
            problems.add("%d access keys, which were sealed with the lost master key; make new ones with: spillway key"
                    .formatted(rebuilt.dropped().accessKeys().size()) + " create --account NAME");
        }
        targets(restored, problems);
        return problems;
    }

    private static void targets(NodeRestore.Restored restored, List<String> problems) {
        Set<String> told = new HashSet<>();
        restored.missingTargets().forEach(target -> {
            told.add(target.name());
            problems.add("target " + target.name() + ", which holds bytes of " + target.versions()
                    + " objects; add it again with its credentials: spillway target add " + target.name());
        });
        restored.report().rebuilt().dropped().targets().stream()
                .filter(name -> !told.contains(name) && !name.equals(restored.from()))
                .forEach(name -> problems.add("target " + name + ", whose credentials were sealed with the lost master"
                        + " key; add it again: spillway target add " + name));
    }

    private static String sentence(Finding finding) {
        return switch (finding) {
            case Finding.WithoutFile(var _, var account, var name) -> "bucket " + name + " of account " + account
                    + ", of which there is no copy; it answers 503 and holds its name";
            case Finding.WithoutRow(var _, var account, var name) -> "the settings of bucket " + name + " of account "
                    + account + ", which is newer than the namespace's copy; its storage policy is the namespace's";
            case Finding.Superseded(var _, var account, var name) -> "an emptied former bucket " + name
                    + " of account " + account + ", whose name was given anew; what is left of it is collected";
            case Finding.LeftOut(var container, var account, var name) -> "container " + container + " (bucket " + name
                    + " of account " + account
                    + "), which claims a name that another one has; it is left in the target";
            case Finding.Removed(var _, var account, var name) ->
                "bucket " + name + " of account " + account + ", which had been removed";
        };
    }
}
