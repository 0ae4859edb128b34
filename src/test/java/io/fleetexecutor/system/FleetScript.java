package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code fleet} in a process of its own, as a person runs it. */
record FleetScript(Process process, Path out, Path errors) {

  /**
   * What it printed.
   *
   * @param out standard output, line by line
   * @param errors standard error
   */
  record Output(int exitCode, List<String> out, String errors) {

    Output succeeded() {
      assertThat(exitCode).as("%s\n%s", errors, String.join("\n", out)).isZero();
      return this;
    }

    /** Its lines with each run of spaces as one, so that no column's width matters. */
    List<String> rows() {
      return out.stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
    }
  }

  static Output run(ServiceProcess service, String... arguments)
      throws IOException, InterruptedException {
    return start(service, arguments).await();
  }

  /**
   * @param environment on top of this process' own
   */
  static Output run(ServiceProcess service, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return start(service, environment, arguments).await();
  }

  static FleetScript start(ServiceProcess service, String... arguments) throws IOException {
    return start(service, Map.of(), arguments);
  }

  static FleetScript start(
      ServiceProcess service, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("./fleet"));
    command.addAll(List.of(arguments));
    Path out = Transcript.file("fleet", ".out");
    Path errors = Transcript.file("fleet", ".err");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
    builder.environment().put("FLEET_SERVER", "127.0.0.1:" + service.port());
    // The JVM would tell of it on standard error.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    return new FleetScript(builder.start(), out, errors);
  }

  Output await() throws IOException, InterruptedException {
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Output(process.exitValue(), Files.readAllLines(out), Files.readString(errors));
  }
}
