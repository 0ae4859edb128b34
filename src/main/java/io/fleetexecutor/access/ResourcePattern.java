package io.fleetexecutor.access;

import io.fleetexecutor.model.NamePattern;
import java.util.regex.Pattern;

/**
 * Resources, as in {@code pods}, {@code pods/log}, {@code deployments.apps}, {@code *.apps} and
 * {@code *}, which is all of them. A subresource is meant only where it is named.
 */
record ResourcePattern(
    boolean isAll, NamePattern resource, NamePattern subresource, NamePattern group) {
  static final String RULE =
      "must be a plural in lower case, with its group unless that is the core group, as in pods,"
          + " pods/log, deployments.apps, *.apps or *";
  private static final Pattern SYNTAX =
      Pattern.compile("([a-z0-9*-]+)(?:/([a-z0-9*-]+))?(?:\\.([a-z0-9.*-]+))?");

  static boolean isValid(String text) {
    return SYNTAX.matcher(text).matches();
  }

  static ResourcePattern of(String text) {
    var parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("%s %s".formatted(text, RULE));
    }
    return new ResourcePattern(
        text.equals("*"),
        NamePattern.of(parts.group(1)),
        NamePattern.of(parts.group(2) == null ? "" : parts.group(2)),
        NamePattern.of(parts.group(3) == null ? "" : parts.group(3)));
  }

  boolean matches(RequestTarget target) {
    return isAll
        || resource.matches(target.resource())
            && subresource.matches(target.subresource())
            && group.matches(target.group());
  }
}
