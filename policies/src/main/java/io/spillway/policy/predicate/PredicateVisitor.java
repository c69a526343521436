package io.spillway.policy.predicate;

/** One answer for each kind of node; a new kind breaks every visitor at compile time, which is meant. */
public interface PredicateVisitor<R> {
    R constant(Predicate.Constant node);

    R and(Predicate.And node);

    R or(Predicate.Or node);

    R not(Predicate.Not node);

    R size(Predicate.SizeIs node);

    R elapsed(Predicate.ElapsedIs node);

    R created(Predicate.CreatedIs node);

    R keyPrefix(Predicate.KeyStartsWith node);

    R text(Predicate.TextIs node);

    R textIn(Predicate.TextIn node);

    R residual(Predicate.Residual node);
}
