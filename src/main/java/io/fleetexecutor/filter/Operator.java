package io.fleetexecutor.filter;

import java.util.function.IntPredicate;

/** How a field is compared with a value. */
enum Operator {
  // Read in this order, so that none is taken for the beginning of another.
  NOT_EQUAL("!=", order -> order != 0),
  LESS_OR_EQUAL("<=", order -> order <= 0),
  GREATER_OR_EQUAL(">=", order -> order >= 0),
  EQUAL("=", order -> order == 0),
  LESS("<", order -> order < 0),
  GREATER(">", order -> order > 0);

  private final String sign;
  private final IntPredicate test;

  Operator(String sign, IntPredicate test) {
    this.sign = sign;
    this.test = test;
  }

  String sign() {
    return sign;
  }

  /** Whether it holds for a field that compares so with the value. */
  boolean holds(int order) {
    return test.test(order);
  }
}
