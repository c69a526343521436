package io.spillway.policy.language;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;

/** Compiles the text of a condition. Safe for many threads; making one costs some tens of milliseconds, so keep it. */
public final class ConditionLanguage {
    private static final Pattern NO_OVERLOAD = Pattern.compile(
            "found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);

    private final CelEnvironment environment = new CelEnvironment();

    /** The predicate, or everything that is wrong with the text as far as one phase (syntax, names, types) can see. */
    public Compiled compile(String text) {
        if (text.codePointCount(0, text.length()) > CelEnvironment.MAX_LENGTH) {
            return refused(0, "the condition is longer than " + CelEnvironment.MAX_LENGTH + " characters",
                    "split it into several rules");
        }
        try {
            return compile(environment.parse(text));
        } catch (CelValidationException e) {
            return new Compiled.Refused(e.getErrors().stream().map(issue -> fault(text, issue)).toList());
        }
    }

    private Compiled compile(CelValidationResult parsed) throws CelValidationException {
        CelAbstractSyntaxTree tree = parsed.getAst();
        List<Fault> unknown = ExpressionNames.check(tree.getExpr(), tree.getSource().getPositionsMap());
        if (!unknown.isEmpty()) {
            return new Compiled.Refused(unknown);
        }
        CelAbstractSyntaxTree checked = environment.check(tree).getAst();
        if (!checked.getResultType().equals(SimpleType.BOOL)) {
            return refused(0, "a condition is true or false, this one is of type " + checked.getResultType().name(),
                    "compare it with something, as in \"object.size > 64*MiB\"");
        }
        return Translation.translate(environment, checked);
    }

    private static Compiled refused(int offset, String message, String remedy) {
        return new Compiled.Refused(List.of(new Fault(offset, message, remedy)));
    }

    private static Fault fault(String text, CelIssue issue) {
        int offset = offset(text, issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn());
        Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
        if (overload.matches()) {
            return new Fault(offset, "types do not fit: " + operation(overload.group(1), overload.group(2)),
                    remedy(overload.group(2)));
        }
        return new Fault(offset, "not a valid condition: " + shortened(issue.getMessage()),
                "the policy guide shows how conditions are written");
    }

    private static String operation(String function, String types) {
        String operator = function.replace("_", "").replace("@", "");
        String operands = types.replaceAll("[()]", "").replace("google.protobuf.", "").toLowerCase(Locale.ROOT);
        return "\"" + operator + "\" cannot be applied to " + operands.replace(", ", " and ");
    }

    private static String remedy(String types) {
        if (types.contains("Duration")) {
            return "compare an age with days(30) or duration(\"12h\")";
        }
        if (types.contains("Timestamp")) {
            return "compare an instant with timestamp(\"2026-01-31T00:00:00Z\")";
        }
        return "use values of the same type on both sides; numbers are whole, text stands in quotes";
    }

    /** The parser goes on to list everything that it would have taken. */
    private static String shortened(String message) {
        if (message.contains("'<EOF>'")) {
            return "it ends too early";
        }
        int expecting = message.indexOf(" expecting ");
        return expecting < 0 ? message : message.substring(0, expecting);
    }

    /** cel-java counts lines from 1 and columns from 0. */
    private static int offset(String text, int line, int column) {
        int[] characters = text.codePoints().toArray();
        int offset = 0;
        for (int ahead = line - 1; ahead > 0 && offset < characters.length; offset++) {
            if (characters[offset] == '\n') {
                ahead--;
            }
        }
        return Math.min(offset + Math.max(column, 0), characters.length);
    }
}
