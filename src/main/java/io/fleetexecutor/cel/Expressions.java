package io.fleetexecutor.cel;

import java.util.LinkedHashMap;
import java.util.Map;

/** Compiles an expression once, however often it is asked for; keeps those used last. */
public final class Expressions {
  private static final int MAX_ENTRIES = 256;
  private static final Map<String, Expression> CACHE =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Expression> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private Expressions() {}

  /**
   * May be called from any thread.
   *
   * @throws ExpressionException where it cannot be compiled, which is tried again each time
   */
  public static Expression of(String source) throws ExpressionException {
    synchronized (CACHE) {
      Expression known = CACHE.get(source);
      if (known != null) {
        return known;
      }
    }
    Expression compiled = Expression.compile(source);
    synchronized (CACHE) {
      Expression known = CACHE.putIfAbsent(source, compiled);
      return known == null ? compiled : known;
    }
  }
}
