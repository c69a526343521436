package io.spillway.policy.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.policy.Action;
import io.spillway.policy.language.Suggestion;
import io.spillway.policy.yaml.Yaml;

/** Reads what stands under {@code then}. */
record ActionReader(Set<String> knownTargets, Problems problems) {
    private static final List<String> ACTIONS = List.of("tier", "hold", "recall");
    private static final Set<String> LATER = Set.of("expire", "replicate", "store", "timeline", "budget", "window");
    private static final String REMEDY = "write one action, as in \"then: { tier: NAME, keep: { local: 7d } }\","
            + " \"then: { hold: {} }\" or \"then: { recall: {} }\"";

    static String remedy() {
        return REMEDY;
    }

    Optional<Action> read(Yaml node) {
        return Fields.of("\"then\"", node, Set.of("tier", "keep", "hold", "recall"), LATER, problems).flatMap(
                this::action);
    }

    private Optional<Action> action(Fields then) {
        List<String> written = ACTIONS.stream().filter(then::has).toList();
        if (then.has("keep") && !then.has("tier")) {
            problems.add(then.at("keep"), "\"keep\" stands without \"tier\"",
                    "name the target too, as in \"then: { tier: NAME, keep: { local: 7d } }\"");
        }
        if (written.size() > 1) {
            problems.add(then.at(written.get(1)), "\"" + written.get(0) + "\" and \"" + written.get(1)
                    + "\" stand in one rule", "give each action a rule of its own; their order decides");
            return Optional.empty();
        }
        if (written.isEmpty()) {
            if (then.isEmpty()) {
                problems.add(then.at(), "\"then\" has no action", REMEDY);
            }
            return Optional.empty();
        }
        return switch (written.getFirst()) {
            case "hold" -> bare(then, "hold", new Action.Hold());
            case "recall" -> bare(then, "recall", new Action.Recall());
            default -> tier(then);
        };
    }

    /** Actions that take no settings are written with an empty mapping, so that settings can come later. */
    private Optional<Action> bare(Fields then, String name, Action action) {
        return then.optional(name).filter(node -> {
            boolean empty = node instanceof Yaml.Mapping mapping && mapping.entries().isEmpty();
            if (!empty) {
                problems.add(node.at(), "\"" + name + "\" takes no settings in this version", "write \"" + name
                        + ": {}\"");
            }
            return empty;
        }).map(_ -> action);
    }

    private Optional<Action> tier(Fields then) {
        Optional<Yaml.Scalar> target = then.optionalText("tier", "write the name of a target").filter(this::isKnown);
        Optional<Duration> keep = then.has("keep")
                ? then.optional("keep").flatMap(this::keepLocal)
                : Optional.of(Duration.ZERO);
        return target.flatMap(name -> keep.map(local -> new Action.Tier(name.text(), local)));
    }

    private boolean isKnown(Yaml.Scalar target) {
        if (knownTargets.contains(target.text())) {
            return true;
        }
        problems.add(target.at(), "unknown target \"" + target.text() + "\"", Suggestion.among(target.text(),
                knownTargets) + " (\"spillway target add\" makes one)");
        return false;
    }

    private Optional<Duration> keepLocal(Yaml node) {
        return Fields.of("\"keep\"", node, Set.of("local"), Set.of(), problems).flatMap(
                keep -> keep.requiredText("local", DurationText.REMEDY)).flatMap(this::duration);
    }

    private Optional<Duration> duration(Yaml.Scalar scalar) {
        Optional<Duration> duration = DurationText.parse(scalar.text());
        if (duration.isEmpty()) {
            problems.add(scalar.at(), "\"" + scalar.text() + "\" is not a duration that a policy can use",
                    DurationText.REMEDY);
        }
        return duration;
    }
}
