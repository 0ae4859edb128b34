package io.fleetexecutor.api;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that all of it is told at once. */
final class Violations {
  private static final int MOST_TOLD = 100;
  private static final int MOST_QUOTED = 100;
  private static final java.time.Duration LONGEST = java.time.Duration.ofDays(365);

  private final List<Violation> found = new ArrayList<>();
  private final boolean ignored;

  Violations() {
    this(false);
  }

  private Violations(boolean ignored) {
    this.ignored = ignored;
  }

  /** Of what was checked before. */
  static Violations ignored() {
    return new Violations(true);
  }

  /** Whether nobody asks; what is costly need not be checked then. */
  boolean areIgnored() {
    return ignored;
  }

  void add(String field, String description) {
    if (!ignored && found.size() < MOST_TOLD) {
      found.add(new Violation(field, description));
    }
  }

  void check(boolean valid, String field, String description) {
    if (!valid) {
      add(field, description);
    }
  }

  void required(String value, String field) {
    check(!value.isBlank(), field, "is required");
  }

  void atMost(String value, int characters, String field) {
    check(
        value.codePointCount(0, value.length()) <= characters,
        field,
        "has %,d characters, at most %,d are allowed"
            .formatted(value.codePointCount(0, value.length()), characters));
  }

  /** The duration, or null where it is not in range; that is noted. */
  java.time.@Nullable Duration positive(Duration value, String field) {
    java.time.Duration duration = notNegative(value, field);
    if (duration != null && duration.isZero()) {
      add(field, "is 0s, must be more than zero");
      return null;
    }
    return duration;
  }

  java.time.@Nullable Duration notNegative(Duration value, String field) {
    if (!Durations.isValid(value)) {
      add(
          field,
          "is no valid duration: seconds %d, nanos %d"
              .formatted(value.getSeconds(), value.getNanos()));
      return null;
    }
    var duration = java.time.Duration.ofSeconds(value.getSeconds(), value.getNanos());
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      add(
          field,
          "is %s, must be between 0s and %ds"
              .formatted(Durations.toString(value), LONGEST.toSeconds()));
      return null;
    }
    return duration;
  }

  /** What was sent, fit to be quoted in a message. */
  static String quote(String value) {
    String shown =
        value.codePointCount(0, value.length()) <= MOST_QUOTED
            ? value
            : value.substring(0, value.offsetByCodePoints(0, MOST_QUOTED)) + "…";
    return '"' + shown.replaceAll("\\p{Cntrl}", "�") + '"';
  }

  List<Violation> found() {
    return List.copyOf(found);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw asException();
    }
  }

  InvalidRequestException asException() {
    return new InvalidRequestException(found);
  }
}
