package io.fleetexecutor.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what one evaluation does, and ends it when that is too much. A step costs one and what it
 * may have to look at: the weights of a function's arguments. No value may weigh more than {@value
 * #BUDGET}, so that the step that goes beyond the budget is bounded, too.
 *
 * <p>A value weighs as much as all of its parts, however often one of them is in it; of text, 16
 * characters weigh one.
 */
final class Cost implements CelEvaluationListener {
  private static final long BUDGET = 5_000_000;
  private static final int CHARACTERS = 16;

  private final Map<Object, Long> weights = new IdentityHashMap<>();
  private final Map<Long, Long> lastWeights = new HashMap<>();
  private long spent;

  /** The weight of what the caller gave. */
  void given(Object value, long weight) {
    weights.put(value, weight);
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    long weight = isConcatenation(expression) ? argumentWeight(expression.call()) : weight(value);
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      weights.put(value, weight);
    }
    lastWeights.put(expression.id(), weight);
    spend(1);
    switch (expression.exprKind().getKind()) {
      case CALL -> spend(callCost(expression.call(), value));
      case LIST -> spend(expression.list().elements().size());
      case MAP -> spend(expression.map().entries().size());
      default -> {
        // It only names what is there already.
      }
    }
    if (weight > BUDGET) {
      throw tooMuch();
    }
  }

  void spend(long more) {
    spent += more;
    if (spent > BUDGET) {
      throw tooMuch();
    }
  }

  private static CostException tooMuch() {
    return new CostException("it costs too much: more than %,d steps".formatted(BUDGET));
  }

  private static boolean isConcatenation(CelExpr expression) {
    return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && expression.call().function().equals("_+_");
  }

  private long callCost(CelExpr.CelCall call, Object value) {
    return switch (call.function()) {
      // They look at none of what they are given, or make a view of it.
      case "_[_]", "_?._", "_[?_]", "size", "_&&_", "_||_", "!_", "_?_:_" -> 0;
      case "_+_" -> value instanceof List<?> ? 0 : argumentWeight(call);
      default -> argumentWeight(call);
    };
  }

  private long argumentWeight(CelExpr.CelCall call) {
    long sum = call.target().map(target -> lastWeights.getOrDefault(target.id(), 1L)).orElse(0L);
    for (CelExpr argument : call.args()) {
      sum = Math.min(Long.MAX_VALUE / 4, sum + lastWeights.getOrDefault(argument.id(), 1L));
    }
    return sum;
  }

  private long weight(Object value) {
    if (value instanceof CharSequence text) {
      return 1 + text.length() / CHARACTERS;
    }
    if (!(value instanceof Collection<?>) && !(value instanceof Map<?, ?>)) {
      return 1;
    }
    Long known = weights.get(value);
    return known == null ? weigh(value) : known;
  }

  private long weigh(Object value) {
    long sum = 1;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sum = Math.min(Long.MAX_VALUE / 4, sum + weight(entry.getKey()) + weight(entry.getValue()));
      }
    } else {
      for (Object element : (Collection<?>) value) {
        sum = Math.min(Long.MAX_VALUE / 4, sum + weight(element));
      }
    }
    weights.put(value, sum);
    return sum;
  }
}
