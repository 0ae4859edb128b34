package io.fleetexecutor.execution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes messages alike that differ only in what is each cluster's own: its name, addresses, ids,
 * times and measured durations become placeholders. Takes time in proportion to the message.
 */
final class FailureMessages {
  private static final int LONGEST_READ = 2_000;
  private static final int LONGEST = 500;
  // Shorter names are words, too.
  private static final int SHORTEST_NAME = 3;

  private static final String HEX_GROUPS = "[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6}";
  // Whole or shortened; anything else may be a time of day.
  private static final String IPV6 =
      "(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|"
          + HEX_GROUPS
          + "::(?:"
          + HEX_GROUPS
          + ")?|::"
          + HEX_GROUPS
          + ")(?:\\.\\d{1,3}){0,3}(?:%\\w{1,32})?";
  private static final String SECONDS = "\\d{1,9}(?:\\.\\d{1,9})?(?:ns|[uµμ]s|ms|s)";

  /** In this order: what comes first is not taken for a part of what comes later. */
  private static final List<Rule> RULES =
      List.of(
          new Rule("(?<=\\w://)[^/?#\\s\"'<>]++", "<address>"),
          new Rule(
              "(?<![\\w.])\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?"
                  + "(?:[Zz]|[+-]\\d\\d:?\\d\\d)?(?!\\w)",
              "<time>"),
          new Rule("(?<!\\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\\w)", "<uuid>"),
          new Rule(
              "(?<![\\w:.])(?:\\[" + IPV6 + "](?::\\d{1,5})?+|" + IPV6 + "(?![\\w:]))",
              "<address>"),
          new Rule(
              "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?(?!\\w|\\.\\w)", "<address>"),
          // A host with its port, but no image with its tag.
          new Rule(
              "(?<![\\w.-])[A-Za-z0-9][A-Za-z0-9-]*+(?:\\.[A-Za-z0-9-]++)*+\\.?+:\\d{3,5}+"
                  + "(?![\\w-]|\\.\\w)",
              "<address>"),
          new Rule(
              "(?<![\\w.])(?:(?:\\d{1,9}h)?(?:\\d{1,9}m)?"
                  + SECONDS
                  + "|\\d{1,9}h(?:\\d{1,9}m)?)(?!\\w)",
              "<duration>"),
          new Rule("(?<!\\w)(?=[a-fA-F]*+\\d)(?=\\d*+[a-fA-F])[0-9a-fA-F]{8,}+(?!\\w)", "<id>"),
          new Rule("(?<![\\w.])\\d{5,}+(?!\\w|\\.\\d)", "<number>"));

  private FailureMessages() {}

  private record Rule(Pattern pattern, String placeholder) {
    Rule(String regex, String placeholder) {
      this(Pattern.compile(regex), placeholder);
    }

    String apply(String text) {
      return pattern.matcher(text).replaceAll(placeholder);
    }
  }

  /** The message with placeholders, and not longer than a group's message may be. */
  static String normalise(String message, String cluster) {
    String text = withoutName(shorten(message, LONGEST_READ), cluster);
    for (Rule rule : RULES) {
      text = rule.apply(text);
    }
    return shorten(text, LONGEST);
  }

  /** As it is, but not longer than a group's message may be. */
  static String shorten(String message) {
    return shorten(message, LONGEST);
  }

  /** Where it stands for itself, and is no part of a longer name. */
  private static String withoutName(String text, String cluster) {
    if (cluster.length() < SHORTEST_NAME || !text.contains(cluster)) {
      return text;
    }
    return Pattern.compile("(?<![\\w.-])" + Pattern.quote(cluster) + "(?![\\w-]|\\.\\w)")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement("<cluster>"));
  }

  private static String shorten(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
