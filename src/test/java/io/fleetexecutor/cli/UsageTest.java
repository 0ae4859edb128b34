package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          execute list                                  | 'KIND'
          execute list pods -n x -A                     | error: --namespace=NAMESPACE, --all-namespaces are mutually exclusive
          execute list pods --attempt-timeout 5         | '5' is not a duration
          execute list pods --max-output-bytes 1MB      | '1MB' is not a number of bytes
          execute list pods --on-stop wait              | 'wait' is neither drain nor abort
          execute list pods --max-parallel many         | 'many' is neither a count nor a percentage
          execute list pods --server localhost          | 'localhost' is not host:port
          execute list pods -o yaml                     | yaml
          execute list pods --wave 1:soak               | '1:soak' is no wave: soak needs a duration: soak=10m
          execute list pods --wave 1:wait=5s            | 'wait=5s' is neither soak=DURATION nor approve nor name=NAME
          execute list pods --retry-on always           | 'always' is not a code of an error; use cancelled, unknown
          execute list pods --initial-backoff 5         | '5' is not a duration
          execute list pods --max-starts-per-second x   | 'x' is not a double
          plan list pods --max-attempts many            | 'many'
          execute get deployment                        | 'deployment' does not name an object
          execute get deployment/                       | 'deployment/' does not name an object
          execute get a b c                             | 'a b c' does not name an object
          execute apply                                 | Missing required option: '--filename=FILE'
          execute patch deploy web                      | Missing required argument
          execute patch deploy web -p {} --patch-file x | mutually exclusive
          execute patch deploy web -p {} --type xml     | [JSON, MERGE, STRATEGIC]
          execute patch deploy -p {}                    | 'deploy' does not name an object
          execute delete pod web --cascade all          | [BACKGROUND, ORPHAN, FOREGROUND]
          execute scale deploy web                      | --replicas
          execute scale deploy web --replicas many      | 'many'
          execute restart                               | KIND NAME
          execute await pod web                         | --for
          execute await pod web --for x --poll-interval 5 | '5' is not a duration
          execute raw GET                               | PATH
          execute raw PUT /x -d {} --data-file x        | mutually exclusive
          execute list pods --reconnect-timeout 5       | '5' is not a duration
          plan list pods --group                        | Unknown option: '--group'
          plan health --diff                            | Unknown option: '--diff'
          plan raw GET / --no-progress                  | Unknown option: '--no-progress'
          watch                                         | 'EXECUTION'
          pause                                         | 'EXECUTION'
          resume                                        | 'EXECUTION'
          resume 1 --wave 0                             | waves are numbered from 1
          watch 1 --from x                              | 'x'
          login --client-id x                           | Missing required option: '--issuer=URL'
          login --issuer https://issuer.example         | Missing required option: '--client-id=ID'
          login --client-id x --issuer issuer.example   | 'issuer.example' is not https://
          login --client-id x --issuer http://a.example | 'http://a.example' is not https://
          execute                                       | Missing required subcommand
          excute                                        | execute
          """)
  void wrongArgumentsAreNamedAndExitWithTwo(String arguments, String message) {
    CommandLineRun run = CommandLineRun.of(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: ", message, "--help");
  }

  @Test
  void helpListsTheCommandsAndExitCodes() {
    CommandLineRun run = CommandLineRun.of("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "execute",
            "plan",
            "watch",
            "list",
            "show",
            "pause",
            "resume",
            "cancel",
            "retry",
            "clusters",
            "status",
            "login",
            "logout")
        .contains("Exit codes:");
  }

  @Test
  void commandsOfOthersAreListed() {
    StringWriter out = new StringWriter();
    Screen screen =
        new Screen(new PrintWriter(out), new PrintWriter(new StringWriter()), Terminal.NONE);

    FleetCommand.commandLine(
            screen,
            InputStream.nullInputStream(),
            new Surroundings(
                Map.of(), CommandLineRun.NO_STATE, InstantSource.system(), Thread::sleep),
            List.of(new Serve()))
        .execute("-h");

    assertThat(out.toString()).contains("serve", "Starts the service.");
  }

  @Command(name = "serve", description = "Starts the service.")
  private record Serve() {}

  @Test
  void completionIsGenerated() {
    CommandLineRun run = CommandLineRun.of("generate-completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "complete", "--max-parallel", "--detach", "--states", "--from", "--wave", "resume");
  }
}
