package io.fleetexecutor.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.List;

/**
 * The language of expressions: standard CEL with optional values and those string functions whose
 * result is no larger than what they are given.
 */
final class Language {
  static final String OBJECT = "object";
  static final String OBJECTS = "objects";
  static final int LONGEST = 4_096;

  private static final int DEEPEST = 64;
  private static final int MOST_ITERATIONS = 1_000_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .enableHeterogeneousNumericComparisons(true)
          .enableTimestampEpoch(true)
          .build();

  private static final CelStringExtensions STRINGS =
      CelExtensions.strings(
          CelStringExtensions.Function.CHAR_AT,
          CelStringExtensions.Function.INDEX_OF,
          CelStringExtensions.Function.LAST_INDEX_OF,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.SPLIT,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.UPPER_ASCII);

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.optional(), STRINGS)
          .addVar(OBJECT, SimpleType.DYN)
          .addVar(OBJECTS, ListType.create(SimpleType.DYN))
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardEnvironmentEnabled(false)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().excludeFunctions(StandardFunction.MATCHES).build())
          .addFunctionBindings(
              CelFunctionBinding.from("matches", String.class, String.class, Patterns::matches),
              CelFunctionBinding.from(
                  "matches_string", String.class, String.class, Patterns::matches))
          .addLibraries(CelExtensions.optional(), STRINGS)
          .build();

  private Language() {}

  /**
   * @throws ExpressionException with everything that is wrong with it
   */
  static CelAbstractSyntaxTree check(String source) throws ExpressionException {
    CelValidationResult result = COMPILER.compile(source);
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      List<Problem> problems = result.getErrors().stream().map(Language::problem).toList();
      throw new ExpressionException(
          problems.isEmpty() ? List.of(new Problem(1, 1, "it cannot be parsed")) : problems);
    }
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("an expression that was checked cannot be planned", e);
    }
  }

  private static Problem problem(CelIssue issue) {
    String message = issue.getMessage();
    String hint =
        message.startsWith("undeclared reference")
            ? "; there are only the variables object and objects"
            : "";
    return new Problem(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
        message + hint);
  }
}
