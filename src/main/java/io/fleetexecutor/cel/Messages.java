package io.fleetexecutor.cel;

import dev.cel.common.CelIssue;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in short what the library says at length. */
final class Messages {
  private static final int MAX_LENGTH = 200;
  private static final Pattern POSITION = Pattern.compile("^evaluation error( at [^ ]*)?: ");
  private static final Pattern NO_KEY = Pattern.compile("key '(.*)' is not present in map\\.");
  private static final Pattern NO_MAP =
      Pattern.compile("Error resolving field '(.*)'\\. Field selections must .*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("(?s)No matching overload for function '(.*?)'\\..*");
  private static final Pattern FAILED = Pattern.compile("(?s)Function '.*?' failed with arg.*");
  private static final Pattern NO_NUMBER = Pattern.compile("(?s)For input string: (\".*)");
  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '(.*)' \\(in container ''\\)");
  private static final Pattern CANDIDATES = Pattern.compile("(?s) \\(candidates: .*");
  private static final Pattern EXPECTING = Pattern.compile("(?s) expecting \\{.*");

  private Messages() {}

  static EvaluationException of(CelEvaluationException e) {
    String message = POSITION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    Throwable cause = e.getCause();
    if (cause instanceof ClassCastException) {
      message = "a value is of another type than is needed here";
    } else if (FAILED.matcher(message).matches() && cause != null) {
      message = String.valueOf(cause.getMessage());
    } else if (cause instanceof IndexOutOfBoundsException && !message.contains(" ")) {
      message = "no such key: " + message;
    } else if (cause instanceof StackOverflowError) {
      message = "nested too deeply";
    }
    return new EvaluationException(shortened(readable(message)));
  }

  private static String readable(String message) {
    Matcher matcher = NO_KEY.matcher(message);
    if (matcher.matches()) {
      return "no such key: " + matcher.group(1);
    }
    matcher = NO_MAP.matcher(message);
    if (matcher.matches()) {
      return "no such key: " + matcher.group(1) + ", for it is asked of something that is no map";
    }
    matcher = NO_OVERLOAD.matcher(message);
    if (matcher.matches()) {
      return "%s cannot be applied to these types".formatted(operator(matcher.group(1)));
    }
    if (message.startsWith("Ambiguous overloads")) {
      return "[] cannot be applied to an optional value here; put .orValue([]) before it";
    }
    matcher = NO_NUMBER.matcher(message);
    return matcher.matches() ? "not a number: " + matcher.group(1) : message;
  }

  /** As it is written: {@code _+_} is +. */
  private static String operator(String function) {
    return switch (function) {
      case "_[_]" -> "[]";
      case "@in" -> "in";
      default -> function.replaceAll("^_|_$|^@", "");
    };
  }

  static Problem of(CelIssue issue, String source) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    String message = CANDIDATES.matcher(issue.getMessage()).replaceFirst("");
    message = EXPECTING.matcher(message).replaceFirst("");
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      message =
          (isCall(source, line, column)
                  ? "there is no function '%s'"
                  : "there is no '%s'; there are object (each one) and objects (all of them)")
              .formatted(undeclared.group(1));
    }
    return new Problem(line, column + 1, shortened(message.replace("%%", "%")));
  }

  /** What is called has its place where its arguments begin. */
  private static boolean isCall(String source, int line, int column) {
    return source
        .lines()
        .skip(line - 1L)
        .findFirst()
        .filter(text -> column < text.length() && text.charAt(column) == '(')
        .isPresent();
  }

  private static String shortened(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    return line.codePointCount(0, line.length()) <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }
}
