package io.fleetexecutor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line in a process of its own. */
record FleetProcess(Process process) implements AutoCloseable {

  /** The command line as a program. */
  static final class Program {
    public static void main(String... args) {
      System.exit(FleetCommand.run(CommandLineRun.NO_STATE, List.of(), args));
    }
  }

  static FleetProcess start(String... args) throws IOException {
    return start(Map.of(), args);
  }

  static FleetProcess start(Map<String, String> environment, String... args) throws IOException {
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
    builder.environment().putAll(environment);
    return new FleetProcess(builder.start());
  }

  /** The next line of its standard output. */
  String outLine() throws IOException {
    return process.inputReader(UTF_8).readLine();
  }

  /** The next line of its standard error. */
  String errLine() throws IOException {
    return process.errorReader(UTF_8).readLine();
  }

  /** What it has not yet been asked for of its standard error. */
  List<String> errLines() {
    return process.errorReader(UTF_8).lines().toList();
  }

  void signal(String name) throws IOException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
