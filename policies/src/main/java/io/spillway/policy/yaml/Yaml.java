package io.spillway.policy.yaml;

import java.util.List;
import java.util.function.IntFunction;

/** A node of a document. */
public sealed interface Yaml {
    /** Where the node begins. */
    Position at();

    /** What a person calls such a node. */
    String kind();

    record Mapping(Position at, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(String key, Position at, Yaml value) {}

    record Sequence(Position at, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Text. Types are for the reader to decide: {@code 1} and {@code "1"} are the same scalar here.
     *
     * @param empty nothing was written, or one of YAML's words for it
     * @param places the place of the n-th character of the text, and of its end
     */
    record Scalar(Position at, String text, boolean empty, IntFunction<Position> places) implements Yaml {
        @Override
        public String kind() {
            return empty ? "nothing" : "a text";
        }
    }
}
