package io.fleetexecutor.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a policy. What is not as it should be is a problem, with its path, and is read as
 * absent.
 */
record PolicyFields(String path, Map<?, ?> values, List<String> problems) {

  /** Whatever else there is, is a problem. */
  void allow(String... names) {
    Set<String> allowed = Set.of(names);
    for (String name : names()) {
      if (!allowed.contains(name)) {
        problem(name, "is unknown; there are " + String.join(", ", names));
      } else if (!has(name)) {
        problem(name, "has no value");
      }
    }
  }

  void problem(String name, String what) {
    problems.add("%s %s".formatted(of(name), what));
  }

  private String of(String name) {
    return path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    values.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  /** Empty where there is none. */
  PolicyFields mapping(String name) {
    return mapping(of(name), values.get(name));
  }

  private PolicyFields mapping(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> mapping) {
      return new PolicyFields(place, mapping, problems);
    }
    if (value != null) {
      problems.add("%s must be a mapping".formatted(place));
    }
    return new PolicyFields(place, Map.of(), problems);
  }

  List<PolicyFields> mappings(String name) {
    List<PolicyFields> mappings = new ArrayList<>();
    List<?> list = list(name, "mappings");
    for (int i = 0; i < list.size(); i++) {
      mappings.add(mapping("%s[%d]".formatted(of(name), i), list.get(i)));
    }
    return mappings;
  }

  private List<?> list(String name, String of) {
    Object value = values.get(name);
    if (value instanceof List<?> list) {
      return list;
    }
    if (value != null) {
      problem(name, "must be a list of " + of);
    }
    return List.of();
  }

  /** Empty where there is none, which is a problem. */
  String text(String name) {
    if (values.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    problem(name, "must be a text");
    return "";
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    List<?> list = list(name, "texts");
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String text && !text.isBlank()) {
        texts.add(text);
      } else {
        problem("%s[%d]".formatted(name, i), "must be a text");
      }
    }
    return texts;
  }

  boolean flag(String name) {
    Object value = values.get(name);
    if (value != null && !(value instanceof Boolean)) {
      problem(name, "is %s, must be true or false".formatted(value));
    }
    return Boolean.TRUE.equals(value);
  }

  /** Null where there is none. */
  @Nullable Integer count(String name) {
    Object value = values.get(name);
    if (value instanceof Integer count && count > 0) {
      return count;
    }
    if (value != null) {
      problem(name, "is %s, must be a number from 1 on".formatted(value));
    }
    return null;
  }
}
