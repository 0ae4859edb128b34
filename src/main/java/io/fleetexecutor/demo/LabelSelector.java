package io.fleetexecutor.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A label selector in Kubernetes' own syntax; all its requirements have to hold. */
final class LabelSelector implements Predicate<Map<String, String>> {

  private static final String KEY =
      "(?<key>(?:[a-z0-9][-a-z0-9.]*/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)";
  private static final String VALUE = "[-A-Za-z0-9_.]*";
  private static final Pattern EXISTS = Pattern.compile("(?<not>!?)\\s*" + KEY);
  private static final Pattern EQUALITY =
      Pattern.compile(KEY + "\\s*(?<operator>==?|!=)\\s*(?<value>" + VALUE + ")");
  private static final Pattern COMPARISON =
      Pattern.compile(KEY + "\\s*(?<operator>[<>])\\s*(?<value>-?\\d{1,18})");
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(?<operator>in|notin)\\s*\\((?<values>[-A-Za-z0-9_.,\\s]*)\\)");
  // A comma inside parentheses separates values, not requirements.
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

  private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();

  /** Null or empty selects everything; what cannot be parsed is refused with 400. */
  static LabelSelector parse(@Nullable String text) {
    LabelSelector selector = new LabelSelector();
    if (text != null && !text.isBlank()) {
      for (String requirement : COMMA.split(text, -1)) {
        selector.requirements.add(requirement(requirement.strip()));
      }
    }
    return selector;
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  @Override
  public boolean test(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.test(labels));
  }

  private static Predicate<Map<String, String>> requirement(String text) {
    Matcher exists = EXISTS.matcher(text);
    if (exists.matches()) {
      String key = exists.group("key");
      boolean wanted = exists.group("not").isEmpty();
      return labels -> labels.containsKey(key) == wanted;
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      boolean wanted = !equality.group("operator").equals("!=");
      return oneOf(equality.group("key"), List.of(equality.group("value")), wanted);
    }
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> values =
          Stream.of(set.group("values").split(",", -1)).map(String::strip).toList();
      return oneOf(set.group("key"), values, set.group("operator").equals("in"));
    }
    Matcher comparison = COMPARISON.matcher(text);
    if (comparison.matches()) {
      long bound = Long.parseLong(comparison.group("value"));
      int sign = comparison.group("operator").equals(">") ? 1 : -1;
      return compared(comparison.group("key"), bound, sign);
    }
    throw Refusals.badRequest("unable to parse requirement: \"" + text + "\"");
  }

  /** An object without the label is none of the values, as in Kubernetes. */
  private static Predicate<Map<String, String>> oneOf(
      String key, List<String> values, boolean wanted) {
    return labels -> (labels.containsKey(key) && values.contains(labels.get(key))) == wanted;
  }

  private static Predicate<Map<String, String>> compared(String key, long bound, int sign) {
    return labels -> {
      String value = labels.get(key);
      return value != null
          && value.matches("-?\\d{1,18}")
          && Long.compare(Long.parseLong(value), bound) == sign;
    };
  }
}
