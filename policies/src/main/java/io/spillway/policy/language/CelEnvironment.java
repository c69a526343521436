package io.spillway.policy.language;

import java.time.Duration;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelUnparser;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** cel-java set up with the facts, constants and functions of policies, and with limits that a hostile text cannot pass. */
final class CelEnvironment {
    /** Longer conditions are generated ones, and belong into a list or several rules. */
    static final int MAX_LENGTH = 16 * 1024;
    /** Parser, checker and translation recurse once per level. */
    private static final int MAX_DEPTH = 64;
    /** Ten thousand years: far beyond any rule, far below what a duration of CEL can hold. */
    private static final long MAX_DAYS = 3_652_500;

    private static final CelOptions OPTIONS = CelOptions.current().maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_DEPTH).enableHeterogeneousNumericComparisons(true).build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CelUnparser unparser = CelUnparserFactory.newUnparser();

    CelEnvironment() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration("days",
                                CelOverloadDecl.newGlobalOverload("days_int", SimpleType.DURATION, SimpleType.INT)));
        Vocabulary.FACTS.forEach(builder::addVar);
        Vocabulary.CONSTANTS.keySet().forEach(name -> builder.addVar(name, SimpleType.INT));
        compiler = builder.build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).addFunctionBindings(
                CelFunctionBinding.from("days_int", Long.class, CelEnvironment::days)).build();
    }

    private static Duration days(long count) {
        if (Math.abs(count) > MAX_DAYS) {
            throw new IllegalArgumentException("days(" + count + ") is more than " + MAX_DAYS + " days");
        }
        return Duration.ofDays(count);
    }

    CelValidationResult parse(String text) {
        return compiler.parse(text);
    }

    CelValidationResult check(CelAbstractSyntaxTree parsed) {
        return compiler.check(parsed);
    }

    /** A part of a checked expression, as one that runs by itself. */
    CelExpression expression(CelAbstractSyntaxTree checked, CelExpr part) throws CelEvaluationException {
        CelAbstractSyntaxTree tree = CelAbstractSyntaxTree.newCheckedAst(part, checked.getSource(), checked
                .getReferenceMap(), checked.getTypeMap());
        return new CelExpression(unparser.unparse(tree), runtime.createProgram(tree));
    }
}
