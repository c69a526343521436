package io.spillway.policy.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.spillway.policy.Action;
import io.spillway.policy.Rule;
import io.spillway.policy.language.Compiled;
import io.spillway.policy.language.ConditionLanguage;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.yaml.Position;
import io.spillway.policy.yaml.Yaml;

/** Reads the rules in order, and sees what one means for those after it. */
final class RulesReader {
    /** Every rule is asked about every object. */
    private static final int MOST_RULES = 200;
    private static final int LONGEST_NAME = 100;
    private static final String EXAMPLE = "write rules as \"- { name: cold, when: 'object.age > days(30)',"
            + " then: { tier: NAME } }\"";

    private final ConditionLanguage language;
    private final ActionReader actions;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();
    private final List<Rule> rules = new ArrayList<>();

    RulesReader(ConditionLanguage language, ActionReader actions, Problems problems) {
        this.language = language;
        this.actions = actions;
        this.problems = problems;
    }

    static String example() {
        return EXAMPLE;
    }

    List<Rule> read(List<Yaml> items) {
        if (items.size() > MOST_RULES) {
            problems.add(items.get(MOST_RULES).at(), "more than " + MOST_RULES + " rules", "join some by ||");
            return List.of();
        }
        items.forEach(this::readRule);
        return List.copyOf(rules);
    }

    private void readRule(Yaml item) {
        Fields.of("a rule", item, Set.of("name", "when", "then"),
                Set.of("until", "order", "timeline", "budget", "window",
                        "minStay", "priority"),
                problems).ifPresent(this::readRule);
    }

    private void readRule(Fields fields) {
        Optional<String> name = fields.requiredText("name", "give the rule a name, unique in the policy").flatMap(
                this::name);
        Optional<Yaml.Scalar> written = fields.requiredText("when",
                "write a condition, as in \"when: 'object.age > days(30)'\"");
        Optional<Predicate> when = written.flatMap(this::condition);
        Optional<Action> then = fields.required("then", ActionReader.remedy()).flatMap(actions::read);
        if (name.isPresent() && when.isPresent() && then.isPresent()) {
            Rule rule = new Rule(name.get(), when.get(), then.get());
            Position at = written.get().at();
            refuseUseless(rule, at);
            rules.add(rule);
        }
    }

    private Optional<String> name(Yaml.Scalar scalar) {
        String name = scalar.text();
        if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            problems.add(scalar.at(), "the rule's name is too long, or holds control characters",
                    "use up to " + LONGEST_NAME + " characters on one line");
            return Optional.empty();
        }
        if (!names.add(name)) {
            problems.add(scalar.at(), "rule \"" + name + "\" is there twice", "give each rule a name of its own");
        }
        return Optional.of(name);
    }

    private Optional<Predicate> condition(Yaml.Scalar scalar) {
        return switch (language.compile(scalar.text())) {
            case Compiled.Ready(Predicate predicate) -> Optional.of(predicate);
            case Compiled.Refused(var faults) -> {
                faults.forEach(fault -> problems.add(scalar.places().apply(fault.offset()), fault.message(), fault
                        .remedy()));
                yield Optional.empty();
            }
        };
    }

    /** A rule that can never decide is a mistake in it or in one before it. */
    private void refuseUseless(Rule rule, Position at) {
        if (Satisfiability.isNever(rule.when())) {
            problems.add(at, "rule \"" + rule.name() + "\" can never match",
                    "correct the condition, or remove the rule");
            return;
        }
        rules.stream().filter(earlier -> earlier.isHold() == rule.isHold()).filter(
                earlier -> earlier.when().equals(Predicate.always()) || earlier.when().equals(rule.when())).findFirst()
                .ifPresent(earlier -> problems.add(at, "rule \"" + rule.name() + "\" is never reached: rule \""
                        + earlier.name() + "\" before it matches whatever this one matches",
                        "put this rule first, or narrow the other"));
    }
}
