package io.fleetexecutor.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an expression's evaluation is about to make a call that is charged for, or a map's key. */
final class CallSites {
  private final Map<Long, Argument> arguments = new HashMap<>();
  private final List<Call> calls = new ArrayList<>();

  CallSites(CelAbstractSyntaxTree tree) {
    CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> add(node.expr()));
  }

  /**
   * An argument of a call.
   *
   * @param isLast after it was evaluated the call is made
   */
  record Argument(Call call, int index, boolean isLast) {}

  /**
   * A call, or a key that a map is made with.
   *
   * @param number from 0
   * @param function null where it is a key
   */
  record Call(int number, @Nullable String function, int argumentCount) {}

  /** Room for the arguments of each call, in which they are collected. */
  Object[][] newArguments() {
    return calls.stream().map(call -> new Object[call.argumentCount()]).toArray(Object[][]::new);
  }

  @Nullable Argument argument(long expressionId) {
    return arguments.get(expressionId);
  }

  private void add(CelExpr expression) {
    if (expression.getKind() == Kind.CALL) {
      CelCall call = expression.call();
      if (CallCosts.isCharged(call.function())) {
        List<CelExpr> all = new ArrayList<>();
        call.target().ifPresent(all::add);
        all.addAll(call.args());
        add(call.function(), all);
      }
    } else if (expression.getKind() == Kind.MAP) {
      expression.map().entries().forEach(entry -> add(null, List.of(entry.key())));
    }
  }

  private void add(@Nullable String function, List<CelExpr> all) {
    Call call = new Call(calls.size(), function, all.size());
    calls.add(call);
    for (int i = 0; i < all.size(); i++) {
      arguments.put(all.get(i).id(), new Argument(call, i, i == all.size() - 1));
    }
  }
}
