package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.GivenToken;
import io.fleetexecutor.cli.token.LoginToken;
import io.fleetexecutor.cli.token.SavedLogins;
import io.fleetexecutor.cli.token.TokenCommand;
import io.fleetexecutor.cli.token.TokenFile;
import io.fleetexecutor.cli.token.TokenSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The token that a command calls with: from one place, or else of the login for the service. */
final class TokenOptions {
  private static final String VARIABLE = "FLEET_TOKEN";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:FLEET_TOKEN_FILE}",
      description =
          "Holds the bearer token to call with; read again for each call (default:"
              + " FLEET_TOKEN_FILE). FLEET_TOKEN may be the token itself; without any, that of fleet"
              + " login is sent.")
  private @Nullable String file;

  @Option(
      names = "--token-command",
      paramLabel = "COMMAND",
      defaultValue = "${env:FLEET_TOKEN_COMMAND}",
      description =
          "A program and its arguments, with spaces between them, that prints the token or a"
              + " Kubernetes ExecCredential; no shell runs it (default: FLEET_TOKEN_COMMAND).")
  private @Nullable String program;

  /** Empty: the caller shows no token. */
  Optional<TokenSource> source(CommandSpec command, ServerAddress server) {
    Surroundings surroundings = FleetCommand.surroundings(command);
    Map<String, TokenSource> given = given(surroundings);
    if (given.size() > 1) {
      throw new ParameterException(
          command.commandLine(),
          "%s each give a token, and one call has one; leave one of them"
              .formatted(String.join(" and ", given.keySet())));
    }
    return given.values().stream().findFirst().or(() -> login(surroundings, server));
  }

  private Map<String, TokenSource> given(Surroundings surroundings) {
    Map<String, TokenSource> given = new LinkedHashMap<>();
    if (file != null && !file.isBlank()) {
      given.put("--token-file (or FLEET_TOKEN_FILE)", new TokenFile(Path.of(file)));
    }
    if (program != null && !program.isBlank()) {
      given.put(
          "--token-command (or FLEET_TOKEN_COMMAND)",
          TokenCommand.of(program, surroundings.clock()));
    }
    String token = surroundings.environment().get(VARIABLE);
    if (token != null && !token.isBlank()) {
      given.put(VARIABLE, new GivenToken(token, VARIABLE));
    }
    return given;
  }

  private static Optional<TokenSource> login(Surroundings surroundings, ServerAddress server) {
    SavedLogins logins = SavedLogins.in(surroundings.stateDirectory());
    return logins.has(server.key())
        ? Optional.of(new LoginToken(logins, server.key(), surroundings.clock()))
        : Optional.empty();
  }
}
