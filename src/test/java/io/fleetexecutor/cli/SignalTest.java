package io.fleetexecutor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals and exit codes of a process of its own. */
class SignalTest {
  private final List<Process> processes = new ArrayList<>();

  /** The command line as a program. */
  static final class Program {
    public static void main(String... args) {
      System.exit(FleetCommand.run(args));
    }
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalCancelsTheCallAndTellsWhatHadFinished(String signal, int exitCode) throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"), Events.finished(Events.succeeded("a")))
            .staysOpen()) {
      Process fleet = start("execute", "health", "--server", service.address());
      // The first row is out, so that the stream is being read.
      assertThat(fleet.inputReader(UTF_8).readLine()).startsWith("CLUSTER");
      assertThat(fleet.inputReader(UTF_8).readLine()).startsWith("a ");

      signal(fleet, signal);

      assertThat(fleet.waitFor(60, SECONDS)).isTrue();
      assertThat(fleet.exitValue()).isEqualTo(exitCode);
      assertThat(fleet.errorReader(UTF_8).lines())
          .containsExactly("cancelled: 1 of 2 clusters had finished: 1 succeeded (executions/42)");
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
    }
  }

  @Test
  void aSecondSignalEndsAProcessThatCannotFinish() throws Exception {
    String longName = "x".repeat(1 << 20);
    try (ScriptedService service =
        new ScriptedService()
            .streams(
                Events.accepted("a"),
                Events.finished(
                    Events.succeeded("a")
                        .setTable(
                            Events.table(List.of("Name")).addRows(Events.row("n", longName)))))
            .staysOpen()) {
      Process fleet = start("execute", "list", "x", "--server", service.address());
      // The first byte is out, and nobody reads the others.
      assertThat(fleet.getInputStream().read()).isEqualTo('C');

      signal(fleet, "INT");
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
      assertThat(fleet.isAlive()).isTrue();
      signal(fleet, "INT");

      assertThat(fleet.waitFor(60, SECONDS)).isTrue();
      assertThat(fleet.exitValue()).isEqualTo(130);
    }
  }

  @Test
  void aReaderThatHasGoneEndsTheCall() throws Exception {
    try (ScriptedService service =
        new ScriptedService()
            .streams(Events.accepted("a", "b"), Events.finished(Events.succeeded("a")))
            .staysOpen()) {
      Process fleet = start("execute", "health", "--server", service.address());
      fleet.getInputStream().close();

      assertThat(fleet.waitFor(60, SECONDS)).isTrue();
      assertThat(fleet.exitValue()).isEqualTo(141);
      assertThat(service.cancelled.await(60, SECONDS)).isTrue();
    }
  }

  private static void signal(Process process, String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.misc.unsafe.memory.access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
    Stream.of(args).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command);
    // The JVM would tell of it on standard error.
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    processes.add(process);
    return process;
  }
}
