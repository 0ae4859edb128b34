package io.fleetexecutor.cel;

import java.util.List;
import java.util.stream.Collectors;

/** An expression that cannot be evaluated, with everything that is wrong with it. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ExpressionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
