package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.DeviceLogin;
import io.fleetexecutor.cli.token.DevicePrompt;
import io.fleetexecutor.cli.token.OidcClient;
import io.fleetexecutor.cli.token.SavedLogin;
import io.fleetexecutor.cli.token.SavedLogins;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Logs in at an issuer of OpenID Connect, and keeps what calls of one service need. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Logs in with a browser, on this machine or another, and keeps the login for the service.",
      "Later commands call it with the token, which is renewed where the issuer allows it."
    })
final class LoginCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      required = true,
      defaultValue = "${env:FLEET_ISSUER}",
      converter = IssuerConverter.class,
      description = "The issuer of OpenID Connect (default: FLEET_ISSUER).")
  private String issuer = "";

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      required = true,
      defaultValue = "${env:FLEET_CLIENT_ID}",
      description = "What the issuer knows this command line as (default: FLEET_CLIENT_ID).")
  private String clientId = "";

  @Option(
      names = "--client-secret-file",
      paramLabel = "FILE",
      description = "Holds the client's secret, where it has one; read again to renew the token.")
  private @Nullable Path clientSecretFile;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      split = "[ ,]",
      hideParamSyntax = true,
      defaultValue = "openid,offline_access",
      description =
          "What is asked for; may be repeated (default: openid and offline_access, with which most"
              + " issuers give what renews the token).")
  private List<String> scopes = List.of();

  @Option(
      names = "--use-id-token",
      description = "Call with the ID token, where the access token tells the service nothing.")
  private boolean useIdToken;

  @Mixin private final ServerOption server = new ServerOption();

  LoginCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    server.requirePrivate(command);
    Surroundings surroundings = FleetCommand.surroundings(command);
    OidcClient client =
        new OidcClient(
            issuer, clientId, clientSecretFile == null ? null : clientSecretFile.toAbsolutePath());
    SavedLogin login =
        new DeviceLogin(client, scopes, useIdToken, surroundings.clock(), surroundings.waiting())
            .run(this::show);
    SavedLogins.in(surroundings.stateDirectory()).write(server.address().key(), login);
    screen.notice("Logged in for " + server.address());
    return ExitCode.OK;
  }

  private void show(DevicePrompt prompt) {
    screen.notice(
        Printable.of("Open %s and enter the code %s".formatted(prompt.page(), prompt.code())));
    if (prompt.complete() != null) {
      screen.notice(Printable.of("or open " + prompt.complete()));
    }
  }
}
