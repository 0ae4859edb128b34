package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import java.util.Locale;

/** Durations as people read them. */
final class DurationFormat {

  private DurationFormat() {}

  /** About how long something took: 120ms, 3.2s, 1m30s. */
  static String measured(Duration duration) {
    long millis = Durations.toMillis(duration);
    if (millis < 1000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }
    return text(java.time.Duration.ofSeconds(Math.round(millis / 1000.0)));
  }

  /** How long ago something was, in its largest unit: 12s, 5m, 3h, 14d. */
  static String age(Duration duration) {
    java.time.Duration age = java.time.Duration.ofSeconds(Math.max(0, duration.getSeconds()));
    return age.toMinutes() == 0
        ? age.toSeconds() + "s"
        : age.toHours() == 0
            ? age.toMinutes() + "m"
            : age.toDays() == 0 ? age.toHours() + "h" : age.toDays() + "d";
  }

  /** Exactly how long something may take: 300ms, 5s, 1m30s. */
  static String exact(Duration duration) {
    java.time.Duration exact =
        java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    return exact.compareTo(java.time.Duration.ofSeconds(1)) < 0
            && exact.toNanosPart() % 1_000_000 == 0
        ? exact.toMillis() + "ms"
        : text(exact);
  }

  private static String text(java.time.Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
