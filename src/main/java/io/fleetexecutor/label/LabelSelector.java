package io.fleetexecutor.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A label selector in Kubernetes' own syntax; all its requirements have to hold. What is read, and
 * what it selects, is as with kubectl; any text is read or refused in time linear in its length.
 */
public final class LabelSelector {

  private static final int MAX_CHARACTERS = 4_096;

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * A blank text selects everything.
   *
   * @throws LabelSelectorException if the text is no label selector
   */
  public static LabelSelector parse(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new LabelSelectorException(
          text, "a label selector has at most %,d characters".formatted(MAX_CHARACTERS));
    }
    return new Tokens(text).peek().equals(Tokens.END)
        ? new LabelSelector(List.of())
        : new LabelSelector(split(text).stream().map(RequirementParser::parse).toList());
  }

  /** Whether it selects everything. */
  public boolean isEmpty() {
    return requirements.isEmpty();
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.isMetBy(labels));
  }

  /** A comma inside parentheses separates values, not requirements. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    boolean inside = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == ',' && !inside) {
        parts.add(text.substring(start, i));
        start = i + 1;
      } else if (character == '(' || character == ')') {
        inside = character == '(';
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
