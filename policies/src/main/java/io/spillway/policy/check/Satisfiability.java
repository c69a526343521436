package io.spillway.policy.check;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Relation;

/**
 * Finds conditions that no object can fulfil, as far as that is cheap: constants, and bounds on the same number or time of one
 * conjunction that exclude each other. "Not never" proves nothing.
 */
final class Satisfiability {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private Satisfiability() {}

    static boolean isNever(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Constant(boolean value) -> !value;
            case Predicate.And(List<Predicate> parts) -> parts.stream().anyMatch(Satisfiability::isNever)
                    || contradict(parts);
            case Predicate.Or(List<Predicate> parts) -> parts.stream().allMatch(Satisfiability::isNever);
            case Predicate.SizeIs _ -> contradict(List.of(predicate));
            case Predicate.Not _,Predicate.ElapsedIs _,Predicate.CreatedIs _,Predicate.KeyStartsWith _,Predicate.TextIs _,Predicate.TextIn _,Predicate.Residual _ ->
                false;
        };
    }

    /** Sizes are whole bytes and times whole nanoseconds, so that each fact's bounds are a range of whole numbers. */
    private static boolean contradict(List<Predicate> parts) {
        Map<String, List<Bound>> bounds = new HashMap<>();
        // No object is smaller than nothing.
        bounds.put("size", new ArrayList<>(List.of(new Bound(Relation.GREATER_OR_EQUAL, BigInteger.ZERO))));
        parts.forEach(part -> {
            switch (part) {
                case Predicate.SizeIs(Relation relation, long bytes) ->
                    add(bounds, "size", relation, BigInteger.valueOf(
                            bytes));
                case Predicate.ElapsedIs(var fact, Relation relation, Duration duration) -> add(bounds, fact.written(),
                        relation, whole(duration.getSeconds(), duration.getNano()));
                case Predicate.CreatedIs(Relation relation, Instant instant) -> add(bounds, "created", relation, whole(
                        instant.getEpochSecond(), instant.getNano()));
                case Predicate.Constant _,Predicate.And _,Predicate.Or _,Predicate.Not _,Predicate.KeyStartsWith _,Predicate.TextIs _,Predicate.TextIn _,Predicate.Residual _ ->
                    {
                }
            }
        });
        return bounds.values().stream().anyMatch(Satisfiability::exclude);
    }

    private static void add(Map<String, List<Bound>> bounds, String fact, Relation relation, BigInteger value) {
        bounds.computeIfAbsent(fact, _ -> new ArrayList<>()).add(new Bound(relation, value));
    }

    private static BigInteger whole(long seconds, int nanos) {
        return BigInteger.valueOf(seconds).multiply(NANOS).add(BigInteger.valueOf(nanos));
    }

    /** If any number fulfils all bounds, then one beside a bound does: the greatest lower bound, and no gap is wider than one. */
    private static boolean exclude(List<Bound> bounds) {
        return bounds.stream().flatMap(bound -> Stream.of(bound.value().subtract(BigInteger.ONE), bound.value(), bound
                .value().add(BigInteger.ONE))).noneMatch(candidate -> bounds.stream().allMatch(
                        bound -> bound.relation().holds(candidate.compareTo(bound.value()))));
    }

    private record Bound(Relation relation, BigInteger value) {}
}
