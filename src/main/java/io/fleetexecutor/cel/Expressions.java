package io.fleetexecutor.cel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Expressions that were compiled lately, so that one that runs on many clusters is compiled once.
 */
public final class Expressions {
  private static final int MOST_KEPT = 256;

  private static final Map<String, Expression> KEPT =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Expression> eldest) {
              return size() > MOST_KEPT;
            }
          });

  private Expressions() {}

  /**
   * @throws ExpressionException where it does not compile
   */
  public static Expression of(String source) throws ExpressionException {
    Expression known = KEPT.get(source);
    if (known == null) {
      known = Expression.compile(source);
      KEPT.put(source, known);
    }
    return known;
  }
}
