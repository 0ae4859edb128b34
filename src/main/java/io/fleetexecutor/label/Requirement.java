package io.fleetexecutor.label;

import java.util.Map;
import java.util.Set;

/** What one label has to be, as Kubernetes understands it. */
sealed interface Requirement {

  boolean isMetBy(Map<String, String> labels);

  /** {@code key} and {@code !key}. */
  record Presence(String key, boolean wanted) implements Requirement {
    @Override
    public boolean isMetBy(Map<String, String> labels) {
      return labels.containsKey(key) == wanted;
    }
  }

  /** {@code =}, {@code !=}, {@code in} and {@code notin}; an absent label is none of the values. */
  record Membership(String key, Set<String> values, boolean wanted) implements Requirement {
    public Membership {
      values = Set.copyOf(values);
    }

    @Override
    public boolean isMetBy(Map<String, String> labels) {
      String value = labels.get(key);
      return (value != null && values.contains(value)) == wanted;
    }
  }

  /** {@code >} and {@code <}; a label that is absent or no whole number is neither. */
  record Comparison(String key, boolean greater, long bound) implements Requirement {
    @Override
    public boolean isMetBy(Map<String, String> labels) {
      String value = labels.get(key);
      Long number = value == null ? null : WholeNumber.parse(value);
      return number != null && (greater ? number > bound : number < bound);
    }
  }
}
