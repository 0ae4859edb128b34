package io.fleetexecutor.cel;

import dev.cel.common.values.CelByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Consumer;

/** Charges for values by how large they are. */
final class Weight {
  private final Budget budget;

  Weight(Budget budget) {
    this.budget = budget;
  }

  /**
   * For a value that an expression made: each element, as often as it is reached. Parts of the
   * objects that it is evaluated over count as one, for they are referred to and not copied.
   */
  void chargeMade(Object value) {
    chargeScalar(value);
    if (value instanceof Optional<?> optional && optional.isPresent()) {
      chargeMade(optional.get());
    } else if (isMade(value)) {
      chargeContent(value, this::chargeMade);
    }
  }

  /** For everything that is in a value. */
  void chargeWhole(Object value) {
    chargeScalar(value);
    chargeContent(value, this::chargeWhole);
  }

  /** For what flattening a list walks through. */
  void chargeLists(Object value) {
    budget.charge(1);
    if (value instanceof List<?> list) {
      list.forEach(this::chargeLists);
    }
  }

  /** For one step, and a text that is read in it. */
  void chargeScalar(Object value) {
    budget.charge(1);
    budget.chargeCharacters(length(value));
  }

  static int length(Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    return value instanceof CelByteString bytes ? bytes.size() : 0;
  }

  /** For the comparison of two values: of all in them that can be equal. */
  void chargeComparison(Object one, Object other) {
    budget.charge(1);
    if (one == other) {
      return;
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> otherMap) {
      if (map.size() == otherMap.size()) {
        map.forEach(
            (key, value) -> {
              Object otherValue = otherMap.get(key);
              if (otherValue != null) {
                chargeComparison(value, otherValue);
              }
            });
      }
    } else if (one instanceof List<?> list && other instanceof List<?> otherList) {
      var others = otherList.iterator();
      for (var items = list.iterator(); items.hasNext() && others.hasNext(); ) {
        chargeComparison(items.next(), others.next());
      }
    } else {
      budget.chargeCharacters(Math.min(length(one), length(other)));
    }
  }

  /** Lists that the interpreter still appends to have no random access, and are charged after. */
  private static boolean isMade(Object value) {
    boolean isInput = value instanceof JsonMap || value instanceof JsonList;
    return !isInput && (value instanceof Map || value instanceof RandomAccess);
  }

  private static void chargeContent(Object value, Consumer<Object> charge) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, item) -> {
            charge.accept(key);
            charge.accept(item);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(charge);
    }
  }
}
