package io.fleetexecutor.api;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a raw request's path and query may be: nothing that leads elsewhere, all of it encoded. */
record RawPath(Violations violations, String field) {
  private static final int LONGEST = 8_192;
  private static final String UNRESERVED = "A-Za-z0-9._~-";
  private static final Pattern NOT_IN_PATH =
      Pattern.compile("[^/%!$&'()*+,;=:@" + UNRESERVED + "]");
  private static final Pattern NOT_IN_QUERY =
      Pattern.compile("[^/%!$&'()*+,;=:@?\\[\\]" + UNRESERVED + "]");
  private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  void check(String value) {
    if (value.isEmpty()) {
      violations.add(field, "is required");
      return;
    }
    violations.check(
        value.startsWith("/") && !value.startsWith("//"),
        field,
        "is %s, must begin with a single \"/\", without scheme and host"
            .formatted(Violations.quote(value)));
    violations.atMost(value, LONGEST, field);
    int end = value.indexOf('?') < 0 ? value.length() : value.indexOf('?');
    String path = value.substring(0, end);
    encoded(path, NOT_IN_PATH, "path");
    encoded(value.substring(Math.min(end + 1, value.length())), NOT_IN_QUERY, "query");
    violations.check(
        Arrays.stream(dotsAndSlashesDecoded(path).split("/", -1))
            .noneMatch(segment -> segment.equals(".") || segment.equals("..")),
        field,
        "is %s, must have no \".\" and no \"..\" between slashes"
            .formatted(Violations.quote(value)));
  }

  private void encoded(String part, Pattern forbidden, String name) {
    var found = forbidden.matcher(part);
    if (found.find()) {
      int character = part.codePointAt(found.start());
      violations.add(
          field,
          "has %s in its %s, which must be percent-encoded"
              .formatted(Violations.quote(Character.toString(character)), name));
    }
    var broken = BROKEN_ENCODING.matcher(part);
    if (broken.find()) {
      String rest =
          part.substring(broken.start())
              .codePoints()
              .limit(3)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      violations.add(
          field,
          "has %s in its %s, must have two hexadecimal digits after each '%%'"
              .formatted(Violations.quote(rest), name));
    }
  }

  /** API servers take an encoded slash for one. */
  private static String dotsAndSlashesDecoded(String path) {
    return path.replaceAll("%2[eE]", ".").replaceAll("%2[fF]", "/");
  }
}
