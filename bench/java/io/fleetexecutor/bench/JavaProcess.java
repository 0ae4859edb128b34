package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A JVM of its own, started when its log says so; closing it sends SIGTERM. */
final class JavaProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final String ready;

  private JavaProcess(Process process, String ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * @param readyLine what the log says once it is ready, with one group
   */
  static JavaProcess start(
      List<String> arguments, Map<String, String> environment, Pattern readyLine)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path log = Files.createTempFile("bench", ".log");
    log.toFile().deleteOnExit();
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Matcher line =
        Awaitility.await("ready, see " + log)
            .atMost(START)
            .until(
                () -> readyLine.matcher(Files.readString(log)),
                matcher -> matcher.find() || !process.isAlive());
    if (!line.hasMatch()) {
      throw new IllegalStateException("ended at its start: " + Files.readString(log));
    }
    return new JavaProcess(process, line.group(1));
  }

  /** The group of the line that told that it is ready. */
  String ready() {
    return ready;
  }

  long pid() {
    return process.pid();
  }

  /** User and system time so far. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  int threads() throws IOException {
    return Math.toIntExact(status("Threads"));
  }

  /** The most at once until this is done, looked at every 10 ms. */
  int mostThreadsUntil(Future<?> done) throws IOException, InterruptedException {
    int most = 0;
    while (!done.isDone()) {
      most = Math.max(most, threads());
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return most;
  }

  /** The most memory that it had resident so far. */
  long peakResidentBytes() throws IOException {
    return status("VmHWM") << 10;
  }

  private long status(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
