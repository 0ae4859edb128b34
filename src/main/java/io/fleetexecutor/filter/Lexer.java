package io.fleetexecutor.filter;

import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The text of a filter and how far it was read. Space is skipped before everything. */
final class Lexer {
  private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT");

  private final String text;
  private int offset;

  Lexer(String text) {
    this.text = text;
    skipSpace();
  }

  boolean atEnd() {
    return offset == text.length();
  }

  boolean isAt(char sign) {
    return !atEnd() && text.charAt(offset) == sign;
  }

  /** Of the next character, from 1. */
  int position() {
    return text.codePointCount(0, offset) + 1;
  }

  boolean take(char sign) {
    boolean taken = isAt(sign);
    if (taken) {
      advance(1);
    }
    return taken;
  }

  boolean take(String keyword) {
    boolean taken = word(Lexer::inName).equals(keyword);
    if (taken) {
      advance(keyword.length());
    }
    return taken;
  }

  /** The name of a field, or whatever is in its place. */
  String fieldName() {
    if (isQuote()) {
      return quoted().text();
    }
    String name = word(Lexer::inName);
    if (name.isEmpty() || KEYWORDS.contains(name)) {
      throw unexpected("a comparison");
    }
    int position = position();
    offset += name.length();
    if (isAt('.')) {
      throw new FilterException(
          position, "found '%s.'; fields of fields cannot be compared".formatted(name));
    }
    refuseFunction(position, name);
    skipSpace();
    return name;
  }

  /** Null where none follows. */
  @Nullable Operator operator() {
    if (isAt(':')) {
      throw unexpected("= or !=, where * stands for any characters, as in field = \"*part*\"");
    }
    for (Operator operator : Operator.values()) {
      if (text.startsWith(operator.sign(), offset)) {
        advance(operator.sign().length());
        return operator;
      }
    }
    return null;
  }

  Value value() {
    if (isQuote()) {
      return quoted();
    }
    String word = word(Lexer::inValue);
    if (word.isEmpty()) {
      throw unexpected("a value");
    }
    if (KEYWORDS.contains(word)) {
      throw unexpected("a value, in quotes where it is such a word");
    }
    Value value = Value.bare(position(), word);
    offset += word.length();
    refuseFunction(value.position(), word);
    skipSpace();
    return value;
  }

  /** Says what is next and what would be right. */
  FilterException unexpected(String expected) {
    String word = word(Lexer::inName);
    String found =
        atEnd()
            ? "the end"
            : "'" + (word.isEmpty() ? Character.toString(text.codePointAt(offset)) : word) + "'";
    return new FilterException(position(), "found %s; expected %s".formatted(found, expected));
  }

  private boolean isQuote() {
    return isAt('"') || isAt('\'');
  }

  private Value quoted() {
    QuotedText quoted = QuotedText.read(text, offset, position());
    advance(quoted.length());
    return quoted.value();
  }

  private void refuseFunction(int position, String name) {
    if (isAt('(')) {
      throw new FilterException(position, "found '%s('; there are no functions".formatted(name));
    }
  }

  private void advance(int characters) {
    offset += characters;
    skipSpace();
  }

  private void skipSpace() {
    offset += word(Character::isWhitespace).length();
  }

  /** The characters from here on that belong together. */
  private String word(IntPredicate belongs) {
    int end = offset;
    while (end < text.length() && belongs.test(text.charAt(end))) {
      end++;
    }
    return text.substring(offset, end);
  }

  private static boolean inName(int character) {
    return inValue(character) && character != ':' && character != '.';
  }

  private static boolean inValue(int character) {
    return !Character.isWhitespace(character) && "()\"'=<>!".indexOf(character) < 0;
  }
}
