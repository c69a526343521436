package io.spillway.policy.predicate;

import java.time.Duration;
import java.time.Instant;

import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.Truth;

/** The value of a predicate for one object's facts at one instant. */
public record MemoryEvaluation(Facts facts, Instant now) implements PredicateVisitor<Truth> {

    @Override
    public Truth constant(Predicate.Constant node) {
        return Truth.of(node.value());
    }

    @Override
    public Truth and(Predicate.And node) {
        Truth value = Truth.TRUE;
        for (Predicate part : node.parts()) {
            value = value.and(part.accept(this));
            if (value == Truth.FALSE) {
                return value;
            }
        }
        return value;
    }

    @Override
    public Truth or(Predicate.Or node) {
        Truth value = Truth.FALSE;
        for (Predicate part : node.parts()) {
            value = value.or(part.accept(this));
            if (value == Truth.TRUE) {
                return value;
            }
        }
        return value;
    }

    @Override
    public Truth not(Predicate.Not node) {
        return node.part().accept(this).not();
    }

    @Override
    public Truth size(Predicate.SizeIs node) {
        Long size = facts.size();
        return size == null ? Truth.UNKNOWN : compare(node.relation(), Long.compare(size, node.bytes()));
    }

    @Override
    public Truth elapsed(Predicate.ElapsedIs node) {
        return facts.start(node.fact()).map(
                start -> compare(node.relation(), Duration.between(start, now).compareTo(node.duration()))).orElse(
                        Truth.UNKNOWN);
    }

    @Override
    public Truth created(Predicate.CreatedIs node) {
        return facts.createdKnown().map(
                created -> compare(node.relation(), created.compareTo(node.instant()))).orElse(Truth.UNKNOWN);
    }

    @Override
    public Truth keyPrefix(Predicate.KeyStartsWith node) {
        String key = facts.key();
        return key == null ? Truth.UNKNOWN : Truth.of(key.startsWith(node.prefix()));
    }

    @Override
    public Truth text(Predicate.TextIs node) {
        return facts.text(node.fact()).map(text -> Truth.of(node.match().holds(text, node.text()))).orElse(
                Truth.UNKNOWN);
    }

    @Override
    public Truth textIn(Predicate.TextIn node) {
        return facts.text(node.fact()).map(text -> Truth.of(node.values().contains(text))).orElse(Truth.UNKNOWN);
    }

    @Override
    public Truth residual(Predicate.Residual node) {
        return node.condition().test(facts);
    }

    private static Truth compare(Relation relation, int comparison) {
        return Truth.of(relation.holds(comparison));
    }
}
