package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.SavedLogins;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Forgets a login; the issuer is not told. */
@Command(
    name = "logout",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Forgets the login for the service, also where it is damaged.")
final class LogoutCommand implements Callable<Integer> {
  private final Screen screen;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ServerOption server = new ServerOption();

  LogoutCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws Exception {
    SavedLogins logins = SavedLogins.in(FleetCommand.surroundings(command).stateDirectory());
    boolean forgotten = logins.forget(server.address().key());
    screen.notice((forgotten ? "Logged out of " : "There was no login for ") + server.address());
    return ExitCode.OK;
  }
}
