package io.spillway.policy.predicate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.spillway.policy.fact.ElapsedFact;
import io.spillway.policy.fact.TextFact;

/**
 * A checked condition as data, under three-valued logic: a leaf whose fact is missing is unknown, {@code and}, {@code or} and
 * {@code not} are Kleene's. Equal conditions written alike give equal trees.
 */
public sealed interface Predicate {
    static Predicate always() {
        return new Constant(true);
    }

    static Predicate never() {
        return new Constant(false);
    }

    <R> R accept(PredicateVisitor<R> visitor);

    /** The same predicate for objects of one container: what compares account and container with constants is decided. */
    default Predicate inContainer(String account, String container) {
        return accept(new InContainer(account, container));
    }

    /** A node with no node under it. */
    sealed interface Leaf extends Predicate {}

    /** A leaf over what a container's file keeps in columns, so that a query there can answer it exactly. */
    sealed interface Stored extends Leaf {}

    record Constant(boolean value) implements Predicate {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    record And(List<Predicate> parts) implements Predicate {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.and(this);
        }
    }

    record Or(List<Predicate> parts) implements Predicate {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.or(this);
        }
    }

    record Not(Predicate part) implements Predicate {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.not(this);
        }
    }

    record SizeIs(Relation relation, long bytes) implements Stored {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.size(this);
        }
    }

    /**
     * Time since something happened, compared to the nanosecond. A query over a column that is kept coarser turns
     * {@code now - column > duration} into a bound on the column and rounds that bound outwards.
     */
    record ElapsedIs(ElapsedFact fact, Relation relation, Duration duration) implements Stored {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.elapsed(this);
        }
    }

    record CreatedIs(Relation relation, Instant instant) implements Stored {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.created(this);
        }
    }

    /** The whole key begins with the prefix: a range of the key's index. */
    record KeyStartsWith(String prefix) implements Stored {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.keyPrefix(this);
        }
    }

    record TextIs(TextFact fact, TextMatch match, String text) implements Leaf {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.text(this);
        }
    }

    record TextIn(TextFact fact, List<String> values) implements Leaf {
        public TextIn {
            values = values.stream().distinct().sorted().toList();
        }

        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.textIn(this);
        }
    }

    record Residual(Condition condition) implements Leaf {
        @Override
        public <R> R accept(PredicateVisitor<R> visitor) {
            return visitor.residual(this);
        }
    }

    /** The conjunction, with nested ones and constants folded away. */
    static Predicate and(List<Predicate> parts) {
        List<Predicate> kept = new ArrayList<>();
        for (Predicate part : parts) {
            switch (part) {
                case Constant(boolean value) when value -> {
                }
                case Constant _ -> {
                    return never();
                }
                case And(List<Predicate> inner) -> kept.addAll(inner);
                default -> kept.add(part);
            }
        }
        return switch (kept.size()) {
            case 0 -> always();
            case 1 -> kept.getFirst();
            default -> new And(kept);
        };
    }

    /** The disjunction, with nested ones and constants folded away. */
    static Predicate or(List<Predicate> parts) {
        List<Predicate> kept = new ArrayList<>();
        for (Predicate part : parts) {
            switch (part) {
                case Constant(boolean value) when !value -> {
                }
                case Constant _ -> {
                    return always();
                }
                case Or(List<Predicate> inner) -> kept.addAll(inner);
                default -> kept.add(part);
            }
        }
        return switch (kept.size()) {
            case 0 -> never();
            case 1 -> kept.getFirst();
            default -> new Or(kept);
        };
    }

    static Predicate not(Predicate part) {
        return switch (part) {
            case Constant(boolean value) -> new Constant(!value);
            case Not(Predicate inner) -> inner;
            default -> new Not(part);
        };
    }
}
