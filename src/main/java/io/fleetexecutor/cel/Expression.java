package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An expression over {@code object}, or over {@code objects}. May be evaluated by several threads;
 * what an evaluation costs is bounded.
 */
public final class Expression {
  private final String source;
  private final CelRuntime.Program program;
  private final boolean overAll;
  private final boolean mayBeBoolean;

  private Expression(
      String source, CelRuntime.Program program, boolean overAll, boolean mayBeBoolean) {
    this.source = source;
    this.program = program;
    this.overAll = overAll;
    this.mayBeBoolean = mayBeBoolean;
  }

  /**
   * @throws ExpressionException with everything that is wrong with it
   */
  public static Expression compile(String source) throws ExpressionException {
    if (source.isBlank()) {
      throw new ExpressionException(List.of(new Problem(1, 1, "it is empty")));
    }
    if (source.length() > Language.LONGEST) {
      throw new ExpressionException(
          List.of(
              new Problem(
                  1,
                  1,
                  "it has %,d characters, at most %,d are allowed"
                      .formatted(source.length(), Language.LONGEST))));
    }
    CelAbstractSyntaxTree tree = Language.check(source);
    Set<String> variables =
        tree.getReferenceMap().values().stream()
            .map(CelReference::name)
            .collect(Collectors.toSet());
    if (variables.contains(Language.OBJECT) && variables.contains(Language.OBJECTS)) {
      throw new ExpressionException(
          List.of(
              new Problem(
                  1,
                  1,
                  "it is over object, which is each one, and objects, which is all of them;"
                      + " use one of the two")));
    }
    return new Expression(
        source,
        Language.program(tree),
        variables.contains(Language.OBJECTS),
        tree.getResultType().equals(SimpleType.BOOL)
            || tree.getResultType().equals(SimpleType.DYN));
  }

  /** As it was written. */
  public String source() {
    return source;
  }

  /** Whether it is over all objects at once. */
  public boolean isOverAll() {
    return overAll;
  }

  /** Whether its value may be true or false. */
  public boolean mayBeBoolean() {
    return mayBeBoolean;
  }

  /**
   * @param object null: there is none
   * @throws EvaluationException where it has no value
   */
  public JsonNode evaluate(@Nullable JsonNode object) throws EvaluationException {
    Cost cost = new Cost();
    return evaluate(Map.of(Language.OBJECT, Values.of(object, cost)), cost);
  }

  /**
   * @throws EvaluationException where it has no value
   */
  public JsonNode evaluateAll(List<JsonNode> objects) throws EvaluationException {
    Cost cost = new Cost();
    return evaluate(Map.of(Language.OBJECTS, Values.ofAll(objects, cost)), cost);
  }

  private JsonNode evaluate(Map<String, Object> variables, Cost cost) throws EvaluationException {
    try {
      return Values.json(program.trace(variables, cost), cost);
    } catch (CostException e) {
      throw new EvaluationException(e.getMessage());
    } catch (CelEvaluationException e) {
      throw new EvaluationException(message(e));
    }
  }

  private static String message(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CostException cost) {
        return cost.getMessage();
      }
    }
    // For example "evaluation error at test.cel:12: key 'x' is not present in map."
    return String.valueOf(failure.getMessage())
        .replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "")
        .replaceFirst("^key '([^']*)' is not present in map\\.$", "no such key: $1");
  }
}
