package io.spillway.policy.due;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.MemoryEvaluation;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.PredicateVisitor;
import io.spillway.policy.predicate.Relation;

/** When a predicate is true and when it is false, the facts being fixed; at all other instants it is unknown. */
record TruthOverTime(Instants whenTrue, Instants whenFalse) {

    static TruthOverTime of(Predicate predicate, Facts facts) {
        return predicate.accept(new Visitor(facts));
    }

    private static TruthOverTime constant(Truth truth) {
        return switch (truth) {
            case TRUE -> new TruthOverTime(Instants.ALL, Instants.NONE);
            case FALSE -> new TruthOverTime(Instants.NONE, Instants.ALL);
            case UNKNOWN -> new TruthOverTime(Instants.NONE, Instants.NONE);
        };
    }

    private TruthOverTime and(TruthOverTime other) {
        return new TruthOverTime(whenTrue.and(other.whenTrue), whenFalse.or(other.whenFalse));
    }

    private TruthOverTime or(TruthOverTime other) {
        return new TruthOverTime(whenTrue.or(other.whenTrue), whenFalse.and(other.whenFalse));
    }

    private TruthOverTime not() {
        return new TruthOverTime(/* whenTrue= */ whenFalse, /* whenFalse= */ whenTrue);
    }

    private record Visitor(Facts facts) implements PredicateVisitor<TruthOverTime> {
        @Override
        public TruthOverTime constant(Predicate.Constant node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime and(Predicate.And node) {
            return each(node.parts()).stream().reduce(TruthOverTime.constant(Truth.TRUE), TruthOverTime::and);
        }

        @Override
        public TruthOverTime or(Predicate.Or node) {
            return each(node.parts()).stream().reduce(TruthOverTime.constant(Truth.FALSE), TruthOverTime::or);
        }

        @Override
        public TruthOverTime not(Predicate.Not node) {
            return node.part().accept(this).not();
        }

        @Override
        public TruthOverTime size(Predicate.SizeIs node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime elapsed(Predicate.ElapsedIs node) {
            Optional<Instant> start = facts.start(node.fact());
            if (start.isEmpty()) {
                return TruthOverTime.constant(Truth.UNKNOWN);
            }
            Instants matching = around(start.get().plus(node.duration()), node.relation());
            return new TruthOverTime(matching, matching.complement());
        }

        @Override
        public TruthOverTime created(Predicate.CreatedIs node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime keyPrefix(Predicate.KeyStartsWith node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime text(Predicate.TextIs node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime textIn(Predicate.TextIn node) {
            return timeless(node);
        }

        @Override
        public TruthOverTime residual(Predicate.Residual node) {
            return timeless(node);
        }

        private List<TruthOverTime> each(List<Predicate> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }

        /** Such a leaf has the same value at every instant; any one will do to ask it. */
        private TruthOverTime timeless(Predicate leaf) {
            return TruthOverTime.constant(leaf.accept(new MemoryEvaluation(facts, Instant.EPOCH)));
        }

        /** The instants that stand in the relation to the pivot. */
        private static Instants around(Instant pivot, Relation relation) {
            Instant after = pivot.plusNanos(1);
            Instants matching = Instants.NONE;
            if (relation.holds(-1)) {
                matching = matching.or(Instants.between(Instant.MIN, pivot));
            }
            if (relation.holds(0)) {
                matching = matching.or(Instants.between(pivot, after));
            }
            if (relation.holds(1)) {
                matching = matching.or(Instants.between(after, Instant.MAX));
            }
            return matching;
        }
    }
}
