package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled CEL expression over {@code object}, or over {@code objects}. Evaluating it ends within
 * a bounded cost, whatever it is. May be used by any number of threads.
 */
public final class Expression {
  static final int MAX_LENGTH = 4096;

  private final String source;
  private final CelRuntime.Program program;
  private final CallSites sites;
  private final boolean isOverAll;
  private final boolean mayBeBoolean;

  private Expression(String source, CelAbstractSyntaxTree tree, boolean isOverAll)
      throws CelEvaluationException {
    this.source = source;
    this.isOverAll = isOverAll;
    program = Environment.program(tree);
    sites = new CallSites(tree);
    CelKind kind = tree.getResultType().kind();
    mayBeBoolean = kind == CelKind.BOOL || kind == CelKind.DYN;
  }

  /**
   * Compiles an expression.
   *
   * @throws ExpressionException with everything that is wrong
   */
  public static Expression compile(String source) throws ExpressionException {
    if (source.isBlank()) {
      throw problem("the expression is empty");
    }
    if (source.length() > MAX_LENGTH) {
      throw problem(
          "the expression has %,d characters; at most %,d are allowed"
              .formatted(source.length(), MAX_LENGTH));
    }
    try {
      CelValidationResult result = Environment.compile(source);
      if (result.hasError()) {
        throw new ExpressionException(
            result.getErrors().stream()
                .map(issue -> Messages.of(issue, source))
                .distinct()
                .toList());
      }
      CelAbstractSyntaxTree tree = result.getAst();
      Variables variables = new Variables(tree);
      Optional<CelExpr> objects = variables.use(Environment.OBJECTS);
      Optional<CelExpr> object = variables.use(Environment.OBJECT);
      if (objects.isPresent() && object.isPresent()) {
        throw new ExpressionException(
            List.of(
                variables.problem(
                    object.get(),
                    "object and objects cannot be used together: the one is for each object, the "
                        + "other for all at once")));
      }
      return new Expression(source, tree, objects.isPresent());
    } catch (CelValidationException | CelEvaluationException e) {
      throw problem(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // Macros of the library look for the place of what has none, for it could not be read.
      throw problem("an argument of a function cannot be read");
    }
  }

  private static ExpressionException problem(String description) {
    return new ExpressionException(List.of(new Problem(1, 1, description)));
  }

  /**
   * The value for one object, of an expression that is not over all, with a budget of its own.
   *
   * @param object null where there is none, which it can ask for
   */
  public JsonNode evaluate(@Nullable JsonNode object) throws EvaluationException {
    return evaluate(object, new Budget());
  }

  /**
   * The value for one object, of an expression that is not over all.
   *
   * @param object null where there is none, which it can ask for
   */
  public JsonNode evaluate(@Nullable JsonNode object, Budget budget) throws EvaluationException {
    if (isOverAll) {
      throw new IllegalStateException("the expression is over all objects: " + source);
    }
    return evaluate(Environment.OBJECT, JsonValues.of(object), budget);
  }

  /** The value for a list of objects, of an expression that is over all. */
  public JsonNode evaluateAll(List<JsonNode> objects, Budget budget) throws EvaluationException {
    if (!isOverAll) {
      throw new IllegalStateException("the expression is over one object: " + source);
    }
    return evaluate(Environment.OBJECTS, new JsonList(objects), budget);
  }

  private JsonNode evaluate(String variable, Object value, Budget budget)
      throws EvaluationException {
    try {
      return ResultReader.read(
          program.trace(Map.of(variable, value), new CostMeter(sites, budget)));
    } catch (Budget.TooExpensiveError e) {
      throw new TooExpensiveException(String.valueOf(e.getMessage()));
    } catch (CelEvaluationException e) {
      throw Messages.of(e);
    }
  }

  /** Whether it is evaluated once, over the list of all objects. */
  public boolean isOverAll() {
    return isOverAll;
  }

  /** Whether its value is a boolean as far as can be known before it is evaluated. */
  public boolean mayBeBoolean() {
    return mayBeBoolean;
  }

  public String source() {
    return source;
  }
}
