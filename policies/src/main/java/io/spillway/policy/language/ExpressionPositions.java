package io.spillway.policy.language;

import java.util.Map;
import java.util.stream.Stream;

import dev.cel.common.ast.CelExpr;

/** Where the parts of an expression begin: cel-java places a call at its operator, people look for its first character. */
record ExpressionPositions(Map<Long, Integer> offsets) {

    int start(CelExpr expression) {
        return Stream.concat(Stream.of(offsets.getOrDefault(expression.id(), Integer.MAX_VALUE)),
                children(expression).map(this::start)).min(Integer::compare).filter(
                        offset -> offset != Integer.MAX_VALUE)
                .orElse(0);
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
