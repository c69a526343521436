package io.spillway.policy.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.spillway.policy.fact.Facts;
import io.spillway.policy.fact.TextFact;
import io.spillway.policy.fact.Truth;
import io.spillway.policy.predicate.MemoryEvaluation;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.PredicateVisitor;
import io.spillway.policy.predicate.Relation;
import io.spillway.policy.predicate.TextMatch;

/** Every part of a predicate with its value for one object at one instant, and the facts that made it so. */
public record Explanation(Facts facts, Instant now) implements PredicateVisitor<Explained> {

    public static Explained of(Predicate predicate, Facts facts, Instant now) {
        return predicate.accept(new Explanation(facts, now));
    }

    @Override
    public Explained constant(Predicate.Constant node) {
        return explained(node, Boolean.toString(node.value()), List.of());
    }

    @Override
    public Explained and(Predicate.And node) {
        return explained(node, "all of", node.parts());
    }

    @Override
    public Explained or(Predicate.Or node) {
        return explained(node, "any of", node.parts());
    }

    @Override
    public Explained not(Predicate.Not node) {
        return explained(node, "not", List.of(node.part()));
    }

    @Override
    public Explained size(Predicate.SizeIs node) {
        Long size = facts.size();
        return leaf(node, "object.size", node.relation(), Long.toString(node.bytes()),
                Optional.ofNullable(size).map(String::valueOf));
    }

    @Override
    public Explained elapsed(Predicate.ElapsedIs node) {
        return leaf(node, node.fact().written(), node.relation(), written(node.duration()),
                facts.start(node.fact()).map(start -> written(Duration.between(start, now))));
    }

    @Override
    public Explained created(Predicate.CreatedIs node) {
        return leaf(node, "object.created", node.relation(), node.instant().toString(), facts.createdKnown().map(
                Instant::toString));
    }

    @Override
    public Explained keyPrefix(Predicate.KeyStartsWith node) {
        return text(new Predicate.TextIs(TextFact.KEY, TextMatch.STARTS_WITH, node.prefix()));
    }

    @Override
    public Explained text(Predicate.TextIs node) {
        String constant = quoted(node.text());
        String written = node.fact().written() + switch (node.match()) {
            case EQUALS -> " == " + constant;
            case STARTS_WITH -> ".startsWith(" + constant + ")";
            case ENDS_WITH -> ".endsWith(" + constant + ")";
            case CONTAINS -> ".contains(" + constant + ")";
        };
        return withFact(node, written, facts.text(node.fact()).map(Explanation::quoted));
    }

    @Override
    public Explained textIn(Predicate.TextIn node) {
        String list = node.values().stream().map(Explanation::quoted).collect(Collectors.joining(", ", "[", "]"));
        return withFact(node, node.fact().written() + " in " + list, facts.text(node.fact()).map(Explanation::quoted));
    }

    @Override
    public Explained residual(Predicate.Residual node) {
        return explained(node, node.condition().text(), List.of());
    }

    private Explained leaf(Predicate node, String fact, Relation relation, String constant, Optional<String> value) {
        return withFact(node, fact + " " + relation.symbol() + " " + constant, value);
    }

    private Explained withFact(Predicate node, String written, Optional<String> value) {
        return explained(node, written + value.map(is -> " (it is " + is + ")").orElse(" (it is not known)"),
                List.of());
    }

    private Explained explained(Predicate node, String text, List<Predicate> parts) {
        Truth value = node.accept(new MemoryEvaluation(facts, now));
        return new Explained(text, value, parts.stream().map(part -> part.accept(this)).toList());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Days and the rest, as people count: {@code 31d 4h 12m}. */
    private static String written(Duration duration) {
        if (duration.isNegative()) {
            return "-" + written(duration.negated());
        }
        String parts = part(duration.toDays(), "d") + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m") + part(duration.toSecondsPart(), "s");
        return parts.isEmpty() ? "0s" : parts.strip();
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit + " ";
    }
}
