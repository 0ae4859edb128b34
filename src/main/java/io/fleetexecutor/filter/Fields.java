package io.fleetexecutor.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter may be about, by the names that it uses. */
public record Fields<T>(Map<String, Field<T>> byName) {
  public Fields {
    byName = Map.copyOf(byName);
  }

  @Nullable Field<T> find(String name) {
    return byName.get(name);
  }

  /** For messages. */
  String names() {
    return String.join(", ", byName.keySet().stream().sorted().toList());
  }
}
