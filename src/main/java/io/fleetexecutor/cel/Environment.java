package io.fleetexecutor.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParserBuilder;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * What an expression can use. Left out is what makes much of little: joining, replacing and
 * formatting of strings, the macros optMap and optFlatMap, which double what they are applied to,
 * and sortBy, which loses the type of what it sorts.
 */
final class Environment {
  static final String OBJECT = "object";
  static final String OBJECTS = "objects";

  private static final int MAX_NESTING = 100;
  private static final int MAX_REGEX_PROGRAM_SIZE = 10_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .evaluateCanonicalTypesToNativeValues(true)
          .enableHiddenAccumulatorVar(true)
          .enableOptionalSyntax(true)
          .maxExpressionCodePointSize(Expression.MAX_LENGTH)
          .maxParseRecursionDepth(MAX_NESTING)
          .maxRegexProgramSize(MAX_REGEX_PROGRAM_SIZE)
          .comprehensionMaxIterations(Budget.MAX_COST)
          .build();

  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(
          CelStringExtensions.Function.CHAR_AT,
          CelStringExtensions.Function.INDEX_OF,
          CelStringExtensions.Function.LAST_INDEX_OF,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.UPPER_ASCII,
          CelStringExtensions.Function.SPLIT,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM);
  private static final int LISTS_VERSION = 2;

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar(OBJECT, SimpleType.DYN)
          .addVar(OBJECTS, ListType.create(SimpleType.DYN))
          .addLibraries(
              new FunctionsOf(CelExtensions.optional()),
              new FunctionsOf(CelExtensions.lists(LISTS_VERSION)),
              STRINGS,
              CelExtensions.math(OPTIONS),
              CelExtensions.sets(OPTIONS))
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.lists(LISTS_VERSION),
              STRINGS,
              CelExtensions.math(OPTIONS),
              CelExtensions.sets(OPTIONS))
          .build();

  private Environment() {}

  static CelValidationResult compile(String source) throws CelValidationException {
    CelValidationResult parsed = COMPILER.parse(source);
    return parsed.hasError() ? parsed : COMPILER.check(withoutOptionalSelects(parsed.getAst()));
  }

  /**
   * {@code a.?b} becomes {@code a[?"b"]}, for the library wraps a.?b.?c twice where it is there.
   */
  private static CelAbstractSyntaxTree withoutOptionalSelects(CelAbstractSyntaxTree tree) {
    CelMutableAst copy = CelMutableAst.fromCelAst(tree);
    CelNavigableMutableAst.fromAst(copy)
        .getRoot()
        .allNodes()
        .map(CelNavigableMutableExpr::expr)
        .filter(expression -> expression.getKind() == Kind.CALL)
        .filter(expression -> expression.call().function().equals("_?._"))
        .toList()
        .forEach(expression -> expression.call().setFunction("_[?_]"));
    return CelAbstractSyntaxTree.newParsedAst(copy.toParsedAst().getExpr(), tree.getSource());
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return RUNTIME.createProgram(tree);
  }

  /** A library without its macros. */
  private record FunctionsOf(CelCompilerLibrary library) implements CelCompilerLibrary {
    @Override
    public void setParserOptions(CelParserBuilder parser) {
      // The syntax of optional values is enabled anyway.
    }

    @Override
    public void setCheckerOptions(CelCheckerBuilder checker) {
      library.setCheckerOptions(checker);
    }
  }
}
