package io.spillway.policy.predicate;

import java.util.List;

/**
 * What a container's file can answer of a predicate: a tree of {@link Predicate.Stored} leaves, constants, {@code and} and
 * {@code or} that is true for every object for which the predicate is true (and maybe for more). A query selects by
 * {@code candidates}; the predicate itself is then evaluated for each row, which {@code exact} makes needless.
 *
 * <p>Negations are first pushed down to the leaves, which Kleene's logic allows; what is left is monotone, so that replacing a
 * leaf that no column answers by "true" can only widen it. A candidate tree therefore holds no {@code not}.
 */
public record Pushdown(Predicate candidates, boolean exact) {

    public static Pushdown of(Predicate predicate) {
        return predicate.accept(new Widening(false));
    }

    private record Widening(boolean negated) implements PredicateVisitor<Pushdown> {
        @Override
        public Pushdown constant(Predicate.Constant node) {
            return new Pushdown(new Predicate.Constant(node.value() != negated), true);
        }

        @Override
        public Pushdown and(Predicate.And node) {
            return negated ? any(node.parts()) : all(node.parts());
        }

        @Override
        public Pushdown or(Predicate.Or node) {
            return negated ? all(node.parts()) : any(node.parts());
        }

        @Override
        public Pushdown not(Predicate.Not node) {
            return node.part().accept(new Widening(!negated));
        }

        @Override
        public Pushdown size(Predicate.SizeIs node) {
            return stored(new Predicate.SizeIs(signed(node.relation()), node.bytes()));
        }

        @Override
        public Pushdown elapsed(Predicate.ElapsedIs node) {
            return stored(new Predicate.ElapsedIs(node.fact(), signed(node.relation()), node.duration()));
        }

        @Override
        public Pushdown created(Predicate.CreatedIs node) {
            return stored(new Predicate.CreatedIs(signed(node.relation()), node.instant()));
        }

        @Override
        public Pushdown keyPrefix(Predicate.KeyStartsWith node) {
            return negated ? unanswered() : stored(node);
        }

        @Override
        public Pushdown text(Predicate.TextIs node) {
            return unanswered();
        }

        @Override
        public Pushdown textIn(Predicate.TextIn node) {
            return unanswered();
        }

        @Override
        public Pushdown residual(Predicate.Residual node) {
            return unanswered();
        }

        private Relation signed(Relation relation) {
            return negated ? relation.negated() : relation;
        }

        private static Pushdown stored(Predicate.Stored leaf) {
            return new Pushdown(leaf, true);
        }

        private static Pushdown unanswered() {
            return new Pushdown(Predicate.always(), false);
        }

        private Pushdown all(List<Predicate> parts) {
            List<Pushdown> widened = widen(parts);
            Predicate whole = Predicate.and(widened.stream().map(Pushdown::candidates).toList());
            return new Pushdown(whole, isExact(whole, widened));
        }

        private Pushdown any(List<Predicate> parts) {
            List<Pushdown> widened = widen(parts);
            Predicate whole = Predicate.or(widened.stream().map(Pushdown::candidates).toList());
            return new Pushdown(whole, isExact(whole, widened));
        }

        private List<Pushdown> widen(List<Predicate> parts) {
            return parts.stream().map(part -> part.accept(this)).toList();
        }

        /** A tree that widening left false is false whatever the unanswered leaves say. */
        private static boolean isExact(Predicate whole, List<Pushdown> parts) {
            return whole.equals(Predicate.never()) || parts.stream().allMatch(Pushdown::exact);
        }
    }
}
