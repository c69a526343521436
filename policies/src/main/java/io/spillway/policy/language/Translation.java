package io.spillway.policy.language;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationException;
import io.spillway.policy.fact.ElapsedFact;
import io.spillway.policy.fact.TextFact;
import io.spillway.policy.predicate.Predicate;
import io.spillway.policy.predicate.Relation;
import io.spillway.policy.predicate.TextMatch;

/**
 * Turns one checked expression into a predicate. Parts without a fact are computed by cel-java here and now; a part that the
 * predicate cannot express stays an expression, unless it depends on time, which is a fault.
 */
final class Translation {
    private static final Map<String, Relation> RELATIONS = Map.of(
            Operator.LESS.getFunction(),
            Relation.LESS,
            Operator.LESS_EQUALS.getFunction(),
            Relation.LESS_OR_EQUAL,
            Operator.EQUALS.getFunction(),
            Relation.EQUAL,
            Operator.NOT_EQUALS.getFunction(),
            Relation.NOT_EQUAL,
            Operator.GREATER_EQUALS.getFunction(),
            Relation.GREATER_OR_EQUAL,
            Operator.GREATER.getFunction(),
            Relation.GREATER);
    private static final Map<String, TextMatch> MATCHES = Map.of("startsWith", TextMatch.STARTS_WITH, "endsWith",
            TextMatch.ENDS_WITH, "contains", TextMatch.CONTAINS);

    private final CelEnvironment environment;
    private final CelAbstractSyntaxTree checked;
    private final ExpressionPositions positions;
    private final List<Fault> faults = new ArrayList<>();

    private Translation(CelEnvironment environment, CelAbstractSyntaxTree checked) {
        this.environment = environment;
        this.checked = checked;
        this.positions = new ExpressionPositions(checked.getSource().getPositionsMap());
    }

    static Compiled translate(CelEnvironment environment, CelAbstractSyntaxTree checked) {
        Translation translation = new Translation(environment, checked);
        Predicate predicate = translation.predicate(checked.getExpr());
        return translation.faults.isEmpty()
                ? new Compiled.Ready(predicate)
                : new Compiled.Refused(translation.faults);
    }

    private Predicate predicate(CelExpr expression) {
        if (isConstant(expression)) {
            return fold(expression).<Predicate>map(value -> new Predicate.Constant((Boolean) value)).orElse(
                    Predicate.never());
        }
        if (expression.getKind() != Kind.CALL) {
            return rest(expression);
        }
        String function = expression.call().function();
        List<CelExpr> arguments = expression.call().args();
        if (function.equals(Operator.LOGICAL_AND.getFunction())) {
            return Predicate.and(arguments.stream().map(this::predicate).toList());
        }
        if (function.equals(Operator.LOGICAL_OR.getFunction())) {
            return Predicate.or(arguments.stream().map(this::predicate).toList());
        }
        if (function.equals(Operator.LOGICAL_NOT.getFunction())) {
            return Predicate.not(predicate(arguments.getFirst()));
        }
        return leaf(expression, function).orElseGet(() -> rest(expression));
    }

    private Optional<Predicate> leaf(CelExpr expression, String function) {
        List<CelExpr> arguments = expression.call().args();
        Relation relation = RELATIONS.get(function);
        if (relation != null) {
            return comparison(arguments.getFirst(), relation, arguments.getLast()).or(
                    () -> comparison(arguments.getLast(), relation.mirrored(), arguments.getFirst()));
        }
        if (function.equals(Operator.IN.getFunction())) {
            return membership(arguments.getFirst(), arguments.getLast());
        }
        TextMatch match = MATCHES.get(function);
        if (match != null && expression.call().target().isPresent() && arguments.size() == 1) {
            return textMatch(expression.call().target().get(), match, arguments.getFirst());
        }
        return Optional.empty();
    }

    private Optional<Predicate> comparison(CelExpr fact, Relation relation, CelExpr constant) {
        return fact(fact).filter(_ -> isConstant(constant)).flatMap(
                name -> fold(constant).map(value -> compared(name, relation, value)).orElse(
                        Optional.of(Predicate.never())));
    }

    private Optional<Predicate> membership(CelExpr fact, CelExpr list) {
        Optional<String> name = fact(fact);
        if (name.isEmpty() || !isConstant(list) || !(fold(list).orElse(null) instanceof List<?> values)) {
            return Optional.empty();
        }
        Optional<TextFact> text = Vocabulary.text(name.get());
        if (text.isPresent()) {
            return Optional.of(new Predicate.TextIn(text.get(), values.stream().map(String.class::cast).toList()));
        }
        List<Optional<Predicate>> equalities = values.stream().map(
                value -> compared(name.get(), Relation.EQUAL, value)).toList();
        // An empty list of facts that may be missing is no constant: the membership is unknown then, not false.
        return equalities.isEmpty() || equalities.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(Predicate.or(equalities.stream().map(Optional::orElseThrow).toList()));
    }

    private Optional<Predicate> textMatch(CelExpr fact, TextMatch match, CelExpr constant) {
        return fact(fact).flatMap(Vocabulary::text).filter(_ -> isConstant(constant)).flatMap(
                text -> fold(constant).map(value -> textMatch(text, match, (String) value)));
    }

    private static Predicate textMatch(TextFact fact, TextMatch match, String value) {
        return fact == TextFact.KEY && match == TextMatch.STARTS_WITH
                ? new Predicate.KeyStartsWith(value)
                : new Predicate.TextIs(fact, match, value);
    }

    /** The leaf for a fact and a constant of the types that the predicate knows; empty for others, such as strings by order. */
    private static Optional<Predicate> compared(String name, Relation relation, Object value) {
        return switch (value) {
            case Long bytes when name.equals(Vocabulary.SIZE) -> Optional.of(new Predicate.SizeIs(relation, bytes));
            case Instant instant when name.equals(Vocabulary.CREATED) -> Optional.of(new Predicate.CreatedIs(relation,
                    instant));
            case Duration duration -> Vocabulary.elapsed(name).map(
                    fact -> new Predicate.ElapsedIs(fact, relation, duration));
            case String text -> Vocabulary.text(name).flatMap(fact -> textCompared(fact, relation, text));
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate> textCompared(TextFact fact, Relation relation, String text) {
        Predicate equal = new Predicate.TextIs(fact, TextMatch.EQUALS, text);
        return switch (relation) {
            case EQUAL -> Optional.of(equal);
            case NOT_EQUAL -> Optional.of(Predicate.not(equal));
            case LESS, LESS_OR_EQUAL, GREATER_OR_EQUAL, GREATER -> Optional.empty();
        };
    }

    /** What only cel-java can run. */
    private Predicate rest(CelExpr expression) {
        Optional<ElapsedFact> time = timeIn(expression);
        if (time.isPresent()) {
            report(expression, time.get().written() + " can only be compared with a constant duration",
                    "write \"" + time.get().written()
                            + " > days(30)\", and combine such comparisons by &&, || and !");
            return Predicate.never();
        }
        try {
            return new Predicate.Residual(environment.expression(checked, expression));
        } catch (CelEvaluationException e) {
            report(expression, "this part cannot be run: " + e.getMessage(), "write it in a simpler way");
            return Predicate.never();
        }
    }

    /** The value of a part without facts; a part that fails is reported. */
    private Optional<Object> fold(CelExpr constant) {
        try {
            return Optional.of(environment.expression(checked, constant).fold());
        } catch (CelEvaluationException e) {
            report(constant, "this part fails whatever the object: " + reason(e), "correct the constant");
            return Optional.empty();
        }
    }

    /** By code where there is one: the JVM drops the messages of its own exceptions once they have become frequent. */
    private static String reason(CelEvaluationException e) {
        return switch (e.getErrorCode()) {
            case DIVIDE_BY_ZERO -> "it divides by zero";
            case NUMERIC_OVERFLOW -> "a number is too large";
            default -> {
                Throwable cause = e.getCause();
                String message = cause == null || cause.getMessage() == null ? e.getMessage() : cause.getMessage();
                yield String.valueOf(message).replaceFirst("^evaluation error[^:]*: ", "").replaceFirst(
                        "^([a-z]+[.])+[A-Za-z]+: ", "");
            }
        };
    }

    private static Optional<String> fact(CelExpr expression) {
        return ExpressionNames.dotted(expression).filter(Vocabulary.FACTS::containsKey);
    }

    private static boolean isConstant(CelExpr expression) {
        return ExpressionNames.dotted(expression).map(Vocabulary.CONSTANTS::containsKey).orElseGet(
                () -> ExpressionPositions.children(expression).allMatch(Translation::isConstant));
    }

    private static Optional<ElapsedFact> timeIn(CelExpr expression) {
        Optional<ElapsedFact> here = ExpressionNames.dotted(expression).flatMap(Vocabulary::elapsed);
        return here.or(() -> ExpressionPositions.children(expression).flatMap(
                child -> timeIn(child).stream()).findFirst());
    }

    private void report(CelExpr at, String message, String remedy) {
        faults.add(new Fault(positions.start(at), message, remedy));
    }
}
