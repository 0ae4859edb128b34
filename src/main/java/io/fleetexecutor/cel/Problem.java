package io.fleetexecutor.cel;

/**
 * One thing that is wrong with an expression.
 *
 * @param line from 1
 * @param column from 1
 */
public record Problem(int line, int column, String description) {

  @Override
  public String toString() {
    return "line %d, column %d: %s".formatted(line, column, description);
  }
}
