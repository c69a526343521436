package io.spillway.policy.language;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.cel.common.ast.CelExpr;

/** Where the parts of an expression begin: cel-java places a call at its operator, people look for its first character. */
record ExpressionPositions(Map<Long, Integer> offsets) {

    int start(CelExpr expression) {
        return Stream.concat(own(expression).stream(), children(expression).map(this::start)).min(
                Integer::compare).orElse(0);
    }

    /** Where the name of the function that is called stands: cel-java places a call at its opening parenthesis. */
    int function(CelExpr call) {
        return Math.max(0, offsets.getOrDefault(call.id(), 0) - call.call().function().length());
    }

    private Optional<Integer> own(CelExpr expression) {
        return Optional.ofNullable(offsets.get(expression.id())).map(
                offset -> Math.max(0, offset - writtenBefore(expression)));
    }

    /** How much of an expression stands before the place that cel-java gives it. */
    private static int writtenBefore(CelExpr expression) {
        return switch (expression.getKind()) {
            // The checker joins a dotted name to one identifier, which it places at the last dot.
            case IDENT -> Math.max(0, expression.ident().name().lastIndexOf('.'));
            case CALL -> isNamed(expression.call().function()) ? expression.call().function().length() : 0;
            case NOT_SET, CONSTANT, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> 0;
        };
    }

    /** Operators are functions with names such as {@code _&&_} and {@code @in}. */
    static boolean isNamed(String function) {
        return Character.isLetter(function.charAt(0));
    }

    static Stream<CelExpr> children(CelExpr expression) {
        return switch (expression.getKind()) {
            case SELECT -> Stream.of(expression.select().operand());
            case CALL -> Stream.concat(expression.call().target().stream(), expression.call().args().stream());
            case LIST -> expression.list().elements().stream();
            case MAP -> expression.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value()));
            case NOT_SET, CONSTANT, IDENT, STRUCT, COMPREHENSION -> Stream.empty();
        };
    }
}
