package io.fleetexecutor.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import io.fleetexecutor.cel.CallSites.Argument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one evaluation costs and ends it beyond the budget: each step, what it makes, and,
 * before a call is made, what it will have to look at. It is told of each step by the interpreter,
 * which evaluates a call's arguments in their order right before the call.
 */
final class CostMeter implements CelEvaluationListener {
  private final Budget budget;
  private final Weight weight;
  private final CallCosts callCosts;
  private final CallSites sites;
  private final Object[][] arguments;

  CostMeter(CallSites sites, Budget budget) {
    this.sites = sites;
    this.budget = budget;
    weight = new Weight(budget);
    callCosts = new CallCosts(budget, weight);
    arguments = sites.newArguments();
  }

  @Override
  public void callback(CelExpr expression, @Nullable Object value) {
    if (value == null) {
      budget.charge(1);
      return;
    }
    switch (expression.getKind()) {
      case LIST, MAP, CALL, COMPREHENSION -> weight.chargeMade(value);
      default -> weight.chargeScalar(value);
    }
    Argument argument = sites.argument(expression.id());
    if (argument != null) {
      receive(argument, value);
    }
  }

  private void receive(Argument argument, Object value) {
    String function = argument.call().function();
    if (function == null) {
      CallCosts.key(Map.of(), value);
      return;
    }
    Object[] values = arguments[argument.call().number()];
    values[argument.index()] = value;
    if (argument.isLast()) {
      callCosts.charge(function, values);
    }
  }
}
