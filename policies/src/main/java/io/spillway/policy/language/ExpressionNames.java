package io.spillway.policy.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

/**
 * Finds the names of an expression that policies do not know, before types are checked: cel-java would call
 * {@code object.sise} an undeclared {@code object}, which helps nobody.
 */
final class ExpressionNames {
    private final ExpressionPositions positions;
    private final List<Fault> faults = new ArrayList<>();

    private ExpressionNames(ExpressionPositions positions) {
        this.positions = positions;
    }

    static List<Fault> check(CelExpr root, Map<Long, Integer> offsets) {
        ExpressionNames names = new ExpressionNames(new ExpressionPositions(offsets));
        names.visit(root);
        return names.faults;
    }

    /** The dotted name that the expression is, when it is nothing but one. */
    static Optional<String> dotted(CelExpr expression) {
        if (expression.getKind() == Kind.IDENT) {
            return Optional.of(expression.ident().name());
        }
        if (expression.getKind() == Kind.SELECT && !expression.select().testOnly()) {
            return dotted(expression.select().operand()).map(left -> left + "." + expression.select().field());
        }
        return Optional.empty();
    }

    private void visit(CelExpr expression) {
        Optional<String> name = dotted(expression);
        if (name.isPresent()) {
            checkName(name.get(), expression);
            return;
        }
        if (expression.getKind() == Kind.CALL && !checkFunction(expression)) {
            return;
        }
        if (expression.getKind() == Kind.STRUCT || expression.getKind() == Kind.COMPREHENSION) {
            report(expression, "this construct of CEL is not part of policies",
                    "combine comparisons by &&, || and !, and use \"in\" with a list");
            return;
        }
        ExpressionPositions.children(expression).forEach(this::visit);
    }

    private void checkName(String name, CelExpr at) {
        if (names(Vocabulary.FACTS.keySet(), name) || Vocabulary.CONSTANTS.containsKey(name)) {
            return;
        }
        if (names(Vocabulary.LATER_FACTS, name)) {
            report(at, "fact \"" + name + "\" is not in this version of Spillway",
                    "leave this part out; the policy guide lists the facts of this version");
            return;
        }
        Set<String> known = new HashSet<>(Vocabulary.FACTS.keySet());
        known.addAll(Vocabulary.CONSTANTS.keySet());
        report(at, "unknown fact \"" + name + "\"", Suggestion.among(name, known));
    }

    /** Whether it is one of the names, or a field of one (which the type check then judges). */
    private static boolean names(Set<String> known, String name) {
        return known.stream().anyMatch(fact -> name.equals(fact) || name.startsWith(fact + "."));
    }

    /** False when the function is not known: what it is applied to means nothing then. */
    private boolean checkFunction(CelExpr call) {
        String function = call.call().function();
        if (!ExpressionPositions.isNamed(function) || Vocabulary.FUNCTIONS.contains(function)) {
            return true;
        }
        int at = positions.function(call);
        if (Vocabulary.LATER_FUNCTIONS.contains(function)) {
            report(at, "function \"" + function + "\" is not in this version of Spillway",
                    "leave this part out; the policy guide lists the functions of this version");
            return false;
        }
        report(at, "unknown function \"" + function + "\"", Suggestion.among(function, Vocabulary.FUNCTIONS));
        return false;
    }

    private void report(CelExpr at, String message, String remedy) {
        report(positions.start(at), message, remedy);
    }

    private void report(int offset, String message, String remedy) {
        faults.add(new Fault(offset, message, remedy));
    }
}
