package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.Waiting;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One run of the command line, and what it left. */
record CommandLineRun(int exitCode, String out, String err) {
  /** Where nothing is. */
  static final Path NO_STATE = Path.of("no-state");

  private static final Waiting WAITS_FOR_NOTHING =
      time -> {
        throw new AssertionError("nothing is to be waited for");
      };

  static CommandLineRun of(String... args) {
    return of(Terminal.NONE, InstantSource.fixed(Instant.EPOCH), args);
  }

  static CommandLineRun against(ScriptedService service, String... args) {
    return of(withServer(service, args));
  }

  static CommandLineRun of(Terminal terminal, InstantSource clock, String... args) {
    return of(terminal, clock, InputStream.nullInputStream(), args);
  }

  static CommandLineRun of(Terminal terminal, InstantSource clock, InputStream in, String... args) {
    return of(terminal, new Surroundings(Map.of(), NO_STATE, clock, WAITS_FOR_NOTHING), in, args);
  }

  static CommandLineRun of(Surroundings surroundings, String... args) {
    return of(Terminal.NONE, surroundings, InputStream.nullInputStream(), args);
  }

  private static CommandLineRun of(
      Terminal terminal, Surroundings surroundings, InputStream in, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), terminal);
    int exitCode = FleetCommand.commandLine(screen, in, surroundings, List.of()).execute(args);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  static String[] withServer(ScriptedService service, String... args) {
    return Stream.concat(Stream.of(args), Stream.of("--server", service.address()))
        .toArray(String[]::new);
  }
}
