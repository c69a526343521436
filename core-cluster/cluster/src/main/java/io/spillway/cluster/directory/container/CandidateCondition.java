package io.spillway.cluster.directory.container;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.PredicateVisitor;
import io.spillway.policy.predicate.Relation;

/**
 * A pushed-down condition as SQL over the columns of a version. None of the columns is ever NULL ({@code last_read} has
 * the stand-in that the facts have), so SQL's truth is the condition's own and is never unknown.
 *
 * <p>The columns hold whole milliseconds, a bound may lie between two: it is moved to the next one on the side where that
 * changes nothing, so that no comparison is widened or narrowed.
 */
final class CandidateCondition implements PredicateVisitor<String> {
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigInteger NANOS_PER_MILLI = BigInteger.valueOf(1_000_000);
    private static final String NEVER = "0";
    private static final String ALWAYS = "1";

    private final Instant now;
    private final List<Object> values = new ArrayList<>();

    CandidateCondition(Instant now) {
        this.now = now;
    }

    /** What stands for the question marks of the text, in their order. */
    List<Object> values() {
        return values;
    }

    @Override
    public String constant(Predicate.Constant node) {
        return node.value() ? ALWAYS : NEVER;
    }

    @Override
    public String and(Predicate.And node) {
        return joined(" AND ", node.parts());
    }

    @Override
    public String or(Predicate.Or node) {
        return joined(" OR ", node.parts());
    }

    /** Halved again and again: SQLite bounds the depth of an expression, and a list is as deep as it is long. */
    private String joined(String operator, List<Predicate> parts) {
        if (parts.size() == 1) {
            return parts.getFirst().accept(this);
        }
        int half = parts.size() / 2;
        return "(" + joined(operator, parts.subList(0, half)) + operator
                + joined(operator, parts.subList(half, parts.size())) + ")";
    }

    @Override
    public String size(Predicate.SizeIs node) {
        return compared("v.size", node.relation(), node.bytes());
    }

    @Override
    public String elapsed(Predicate.ElapsedIs node) {
        String start = switch (node.fact()) {
            case AGE -> "v.created";
            case IDLE -> "coalesce(v.last_read, v.created)";
        };
        // now - start > duration where start < now - duration.
        return time(start, node.relation().mirrored(), nanos(now).subtract(nanos(node.duration())));
    }

    @Override
    public String created(Predicate.CreatedIs node) {
        return time("v.created", node.relation(), nanos(node.instant()));
    }

    private static BigInteger nanos(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond()).multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(instant.getNano()));
    }

    private static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(NANOS_PER_SECOND)
                .add(BigInteger.valueOf(duration.getNano()));
    }

    private String time(String column, Relation relation, BigInteger bound) {
        long below = floor(bound);
        boolean between = !BigInteger.valueOf(below).multiply(NANOS_PER_MILLI).equals(bound);
        if (!between) {
            return compared(column, relation, below);
        }
        return switch (relation) {
            case LESS, LESS_OR_EQUAL -> compared(column, Relation.LESS_OR_EQUAL, below);
            case GREATER, GREATER_OR_EQUAL -> compared(column, Relation.GREATER, below);
            case EQUAL -> NEVER;
            case NOT_EQUAL -> ALWAYS;
        };
    }

    /** The last whole millisecond at or before the bound; the outermost that a column can hold if that is further out. */
    private static long floor(BigInteger bound) {
        BigInteger[] parts = bound.divideAndRemainder(NANOS_PER_MILLI);
        BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        return floor.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE)).longValueExact();
    }

    private String compared(String column, Relation relation, long value) {
        values.add(value);
        return column + switch (relation) {
            case LESS -> "<?";
            case LESS_OR_EQUAL -> "<=?";
            case EQUAL -> "=?";
            case NOT_EQUAL -> "<>?";
            case GREATER_OR_EQUAL -> ">=?";
            case GREATER -> ">?";
        };
    }

    @Override
    public String keyPrefix(Predicate.KeyStartsWith node) {
        KeyRange range = KeyRange.of(node).getFirst();
        values.add(range.low());
        values.add(range.high());
        return "(v.key>=? AND v.key<?)";
    }

    @Override
    public String not(Predicate.Not node) {
        throw unanswered(node);
    }

    @Override
    public String text(Predicate.TextIs node) {
        throw unanswered(node);
    }

    @Override
    public String textIn(Predicate.TextIn node) {
        throw unanswered(node);
    }

    @Override
    public String residual(Predicate.Residual node) {
        throw unanswered(node);
    }

    private static IllegalStateException unanswered(Predicate node) {
        return new IllegalStateException("a pushed-down condition holds " + node);
    }
}
