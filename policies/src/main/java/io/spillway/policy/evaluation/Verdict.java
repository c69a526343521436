package io.spillway.policy.evaluation;

import java.util.List;
import java.util.Optional;

import io.spillway.policy.Action;

/** What a policy version says of an object. Both kinds name the rules that a missing fact kept from being decided. */
public sealed interface Verdict {
    String policy();

    long version();

    /** The rules whose condition is unknown, in the order of the file: they did not match, and are to be counted and shown. */
    List<String> unknownRules();

    /** What is to be done; empty for {@link Stay}. */
    Optional<Action> action();

    /** No rule matches: the object stays as it is, wherever its bytes are. */
    record Stay(String policy, long version, List<String> unknownRules) implements Verdict {
        public Stay {
            unknownRules = List.copyOf(unknownRules);
        }

        @Override
        public Optional<Action> action() {
            return Optional.empty();
        }
    }

    /** The rule that decides, and what it does. */
    record Apply(String policy, long version, List<String> unknownRules, String rule, Action then) implements Verdict {
        public Apply {
            unknownRules = List.copyOf(unknownRules);
        }

        @Override
        public Optional<Action> action() {
            return Optional.of(then);
        }
    }
}
