package io.spillway.policy.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.spillway.policy.language.Suggestion;
import io.spillway.policy.yaml.Position;
import io.spillway.policy.yaml.Yaml;

/** The entries of one mapping, read by name; what is not as it should be goes to the problems, and the value is empty then. */
final class Fields {
    private final String what;
    private final Position at;
    private final Map<String, Yaml.Entry> entries;
    private final Problems problems;

    private Fields(String what, Yaml.Mapping mapping, Problems problems) {
        this.what = what;
        this.at = mapping.at();
        this.problems = problems;
        this.entries = mapping.entries().stream().collect(Collectors.toMap(Yaml.Entry::key, entry -> entry, (a, _) -> a,
                LinkedHashMap::new));
    }

    /**
     * @param what how to call the mapping in a problem
     * @param known the keys of this version
     * @param later the keys of later versions
     */
    static Optional<Fields> of(String what, Yaml node, Set<String> known, Set<String> later, Problems problems) {
        if (!(node instanceof Yaml.Mapping mapping)) {
            problems.add(node.at(), what + " has to be a mapping, this is " + node.kind(), "write \"key: value\" with "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        Fields fields = new Fields(what, mapping, problems);
        fields.refuseOthers(known, later);
        return Optional.of(fields);
    }

    private void refuseOthers(Set<String> known, Set<String> later) {
        entries.values().stream().filter(entry -> !known.contains(entry.key())).forEach(entry -> {
            if (later.contains(entry.key())) {
                problems.add(entry.at(), "\"" + entry.key() + "\" is not in this version of Spillway",
                        "leave it out; the policy guide lists what this version knows");
            } else {
                problems.add(entry.at(), "unknown key \"" + entry.key() + "\" in " + what, Suggestion.among(entry.key(),
                        known));
            }
        });
    }

    Position at() {
        return at;
    }

    /** Where the entry's key stands, or the mapping when there is none. */
    Position at(String key) {
        Yaml.Entry entry = entries.get(key);
        return entry == null ? at : entry.at();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Optional<Yaml> optional(String key) {
        return Optional.ofNullable(entries.get(key)).map(Yaml.Entry::value);
    }

    Optional<Yaml> required(String key, String remedy) {
        if (!has(key)) {
            problems.add(at, what + " has no \"" + key + "\"", remedy);
        }
        return optional(key);
    }

    Optional<Yaml.Scalar> requiredText(String key, String remedy) {
        return required(key, remedy).flatMap(node -> text("\"" + key + "\"", node, remedy));
    }

    Optional<Yaml.Scalar> optionalText(String key, String remedy) {
        return optional(key).flatMap(node -> text("\"" + key + "\"", node, remedy));
    }

    Optional<List<Yaml>> requiredList(String key, String remedy) {
        return required(key, remedy).flatMap(node -> {
            if (node instanceof Yaml.Sequence(_, List<Yaml> items) && !items.isEmpty()) {
                return Optional.of(items);
            }
            problems.add(node.at(), "\"" + key + "\" has to be a list with at least one entry", remedy);
            return Optional.empty();
        });
    }

    Optional<Yaml.Scalar> text(String name, Yaml node, String remedy) {
        if (node instanceof Yaml.Scalar scalar && !scalar.empty() && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        problems.add(node.at(), name + " has to be a text, this is " + (node instanceof Yaml.Scalar
                ? "nothing"
                : node.kind()), remedy);
        return Optional.empty();
    }
}
