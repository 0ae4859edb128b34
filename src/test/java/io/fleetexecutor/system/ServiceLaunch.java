package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A process of the packaged service that may not listen yet, and may never do. */
record ServiceLaunch(
    Process process, Path output, Map<String, String> environment, List<String> jvmOptions) {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Pattern LISTENING = Pattern.compile("Listening on: https?://[\\d.]+:(\\d+)");
  private static final String DATA_DIRECTORY = "FLEET_DATA_DIR";
  private static final Duration START = Duration.ofSeconds(60);

  /** On a new data directory unless the environment names one, because each has one service. */
  static ServiceLaunch of(Map<String, String> environment, List<String> jvmOptions)
      throws IOException {
    Path output = Transcript.file("service", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", JAR.toString()));
    Map<String, String> complete = new HashMap<>(environment);
    if (!complete.containsKey(DATA_DIRECTORY)) {
      complete.put(DATA_DIRECTORY, Files.createTempDirectory("fleet-executor").toString());
    }
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    // Tests ask faster than anybody else.
    builder.environment().put("FLEET_LIMITS_REQUESTS_PER_SECOND", "0");
    builder.environment().put("FLEET_AUDIT_FILE", Transcript.file("audit", ".jsonl").toString());
    builder.environment().put("QUARKUS_LOG_LEVEL", "DEBUG");
    builder.environment().put("QUARKUS_LOG_CONSOLE_LEVEL", "INFO");
    builder.environment().put("QUARKUS_LOG_FILE_ENABLED", "true");
    builder.environment().put("QUARKUS_LOG_FILE_PATH", Transcript.file("debug", ".log").toString());
    builder.environment().putAll(complete);
    return new ServiceLaunch(builder.start(), output, Map.copyOf(complete), jvmOptions);
  }

  Path dataDirectory() {
    return Path.of(Objects.requireNonNull(environment.get(DATA_DIRECTORY)));
  }

  String log() throws IOException {
    return Files.readString(output);
  }

  int awaitPort() throws IOException {
    int port =
        Awaitility.await("the service listens, see " + output)
            .atMost(START)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> process.isAlive() ? port() : -1, found -> found != 0);
    if (port < 0) {
      throw new IllegalStateException("the service ended at its start: " + log());
    }
    return port;
  }

  private int port() throws IOException {
    Matcher matcher = LISTENING.matcher(log());
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Of a service that must not start: how it ended. */
  int awaitRefusal() throws IOException, InterruptedException {
    try {
      assertThat(endsWithin(START)).as(log()).isTrue();
      return process.exitValue();
    } finally {
      kill();
    }
  }

  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends it at once, as SIGKILL does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
