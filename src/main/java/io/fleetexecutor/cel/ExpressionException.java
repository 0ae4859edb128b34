package io.fleetexecutor.cel;

import java.util.List;
import java.util.stream.Collectors;

/** A text is no expression that can be evaluated; with everything that is wrong with it. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ExpressionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}
