package io.fleetexecutor.cel;

import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/** Charges for calls whose work grows with their arguments, before they are made. */
final class CallCosts {
  private static final Set<String> CHARGED =
      Set.of(
          "_==_",
          "_!=_",
          "_+_",
          "_[_]",
          "_[?_]",
          "@in",
          "contains",
          "distinct",
          "flatten",
          "indexOf",
          "lastIndexOf",
          "lists.range",
          "matches",
          "math.@max",
          "math.@min",
          "sets.contains",
          "sets.equivalent",
          "sets.intersects",
          "slice",
          "sort",
          "split");

  private final Budget budget;
  private final Weight weight;

  CallCosts(Budget budget, Weight weight) {
    this.budget = budget;
    this.weight = weight;
  }

  static boolean isCharged(String function) {
    return CHARGED.contains(function);
  }

  void charge(String function, Object[] arguments) {
    Object first = arguments[0];
    Object second = arguments.length > 1 ? arguments[1] : "";
    switch (function) {
      case "_==_", "_!=_" -> weight.chargeComparison(first, second);
      case "_+_" -> concatenation(first, second);
      case "_[_]", "_[?_]" -> key(first, second);
      case "@in" -> membership(first, second);
      case "contains", "indexOf", "lastIndexOf" -> search(first, second);
      case "split" -> {
        search(first, second);
        budget.charge(Weight.length(first) / Math.max(1, Weight.length(second)));
      }
      case "matches" -> {
        if (first instanceof String text && second instanceof String pattern) {
          long program = RegexSize.of(pattern);
          budget.chargeProduct(program, text.length() + RegexSize.COMPILE_COST);
        }
      }
      case "lists.range" -> {
        if (first instanceof Long count) {
          budget.charge(Math.max(0, count));
        }
      }
      case "flatten" -> weight.chargeLists(first);
      case "distinct" -> pairs(first, first);
      case "sets.contains", "sets.equivalent", "sets.intersects" -> pairs(first, second);
      default -> elements(first);
    }
  }

  private void concatenation(Object first, Object second) {
    budget.chargeCharacters((long) Weight.length(first) + Weight.length(second));
    // What has no random access is appended to, not copied.
    if (first instanceof RandomAccess) {
      elements(first);
    }
    elements(second);
  }

  private void elements(Object list) {
    if (list instanceof List<?> items) {
      budget.charge(items.size());
    }
  }

  private void membership(Object element, Object container) {
    if (container instanceof List<?> list) {
      list.forEach(item -> weight.chargeComparison(element, item));
    } else {
      key(container, element);
    }
  }

  /** A list or map as a key would be hashed, as deep as it goes. */
  static void key(Object container, Object key) {
    if (container instanceof Map && (key instanceof Map || key instanceof List)) {
      throw new IllegalArgumentException("a key must be a string or a number");
    }
  }

  private void search(Object text, Object part) {
    budget.chargeProduct(Weight.length(text), Math.max(1, Weight.length(part)));
  }

  /** Each is compared with each: whole values, as often as the other side has elements. */
  private void pairs(Object first, Object second) {
    if (first instanceof List<?> one && second instanceof List<?> other) {
      Budget whole = budget.ofRest();
      new Weight(whole).chargeWhole(other);
      budget.chargeProduct(whole.spent(), one.size());
    }
  }
}
