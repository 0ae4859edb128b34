package io.fleetexecutor.label;

import io.fleetexecutor.label.Requirement.Comparison;
import io.fleetexecutor.label.Requirement.Membership;
import io.fleetexecutor.label.Requirement.Presence;
import java.util.HashSet;
import java.util.Set;

/** Reads one requirement of a selector, in one pass over its tokens. */
final class RequirementParser {

  private static final String OPERATORS =
      "\"=\", \"==\", \"!=\", \"in\", \"notin\", \">\" or \"<\"";

  private final String text;
  private final Tokens tokens;

  private RequirementParser(String text) {
    this.text = text;
    this.tokens = new Tokens(text);
  }

  static Requirement parse(String text) {
    RequirementParser parser = new RequirementParser(text);
    Requirement requirement = parser.requirement();
    String rest = parser.tokens.take();
    if (!rest.equals(Tokens.END)) {
      throw parser.expected("\",\" or the end", rest);
    }
    return requirement;
  }

  private Requirement requirement() {
    if (tokens.peek().equals("!")) {
      tokens.take();
      return new Presence(key(), false);
    }
    String key = key();
    String operator = tokens.take();
    return switch (operator) {
      case Tokens.END -> new Presence(key, true);
      case "=", "==" -> new Membership(key, Set.of(value()), true);
      case "!=" -> new Membership(key, Set.of(value()), false);
      case "in" -> new Membership(key, values(), true);
      case "notin" -> new Membership(key, values(), false);
      case ">" -> new Comparison(key, true, bound());
      case "<" -> new Comparison(key, false, bound());
      default -> throw expected(OPERATORS + " after the key", operator);
    };
  }

  private String key() {
    String key = tokens.take();
    if (!Tokens.isWord(key)) {
      throw expected("a label's key", key);
    }
    if (!LabelSyntax.isKey(key)) {
      throw problem(LabelSyntax.KEY_RULE);
    }
    return key;
  }

  /** Empty where none is written. */
  private String value() {
    String value = Tokens.isWord(tokens.peek()) ? tokens.take() : "";
    if (!LabelSyntax.isValue(value)) {
      throw problem(LabelSyntax.VALUE_RULE);
    }
    return value;
  }

  private Set<String> values() {
    String opening = tokens.take();
    if (!opening.equals("(")) {
      throw expected("values in parentheses, as in \"(a,b)\",", opening);
    }
    Set<String> values = new HashSet<>();
    String separator;
    do {
      values.add(value());
      separator = tokens.take();
    } while (separator.equals(","));
    if (!separator.equals(")")) {
      throw expected("\",\" or \")\"", separator);
    }
    return values;
  }

  private long bound() {
    String value = value();
    Long bound = WholeNumber.parse(value);
    if (bound == null) {
      throw problem("\">\" and \"<\" compare with a whole number of 64 bits");
    }
    return bound;
  }

  private LabelSelectorException expected(String wanted, String found) {
    String what = found.equals(Tokens.END) ? "the end" : '"' + found + '"';
    return problem("expected " + wanted + " but found " + what);
  }

  private LabelSelectorException problem(String problem) {
    return new LabelSelectorException(text, problem);
  }
}
