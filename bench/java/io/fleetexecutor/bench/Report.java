package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a benchmark found, and whether every target was met. */
final class Report {
  private static final String ROW = "%-52s %14s %14s  %s%n";

  private boolean passed = true;

  Report(String title) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%n%s (%s, JDK %s, %d cores, load %s)%n",
        title,
        LocalDate.now(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    System.out.printf(ROW, "", "measured", "target", "");
  }

  void show(String what, String format, Object... value) {
    System.out.printf(ROW, what, String.format(Locale.ROOT, format, value), "", "");
  }

  /** A target: the value must not be more than this. */
  void atMost(String what, double value, double limit, String format) {
    boolean met = value <= limit;
    passed &= met;
    System.out.printf(
        ROW,
        what,
        String.format(Locale.ROOT, format, value),
        "<= " + String.format(Locale.ROOT, format, limit),
        met ? "PASS" : "FAIL");
  }

  /** A target: the value must not be less than this. */
  void atLeast(String what, double value, double limit, String format) {
    boolean met = value >= limit;
    passed &= met;
    System.out.printf(
        ROW,
        what,
        String.format(Locale.ROOT, format, value),
        ">= " + String.format(Locale.ROOT, format, limit),
        met ? "PASS" : "FAIL");
  }

  /** A target that is met or not. */
  void holds(String what, boolean met) {
    passed &= met;
    System.out.printf(ROW, what, met ? "yes" : "no", "yes", met ? "PASS" : "FAIL");
  }

  int exitCode() {
    return passed ? 0 : 1;
  }

  static <T> double median(List<T> measurements, ToDoubleFunction<T> value) {
    double[] sorted = measurements.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
