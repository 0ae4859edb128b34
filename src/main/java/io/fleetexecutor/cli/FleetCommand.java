package io.fleetexecutor.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** The command line of Fleet Executor, a client of the service. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Runs one operation on every cluster of a Kubernetes fleet.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Every cluster succeeded.",
      "1:At least one cluster did not succeed.",
      "2:The arguments were refused.",
      "3:The service could not be reached, or the call failed.",
      "4:There is no token, or the service does not take it.",
      "5:The caller may not do that.",
      "130:Ctrl-C."
    },
    footer = {
      "",
      "For example:",
      "  fleet execute list deployments -n kube-system --clusters 'prod-*'",
      "  fleet execute get deployment/web -o json",
      "  fleet execute health --detach",
      "  fleet execute apply -f web.yaml --dry-run --group",
      "  fleet execute restart deployment/web --wave 1:soak=10m --wave 10%%:approve",
      "  fleet execute get deployment/web --expect 'object.spec.replicas > 1'",
      "  fleet execute list deployments -n kube-system --group --diff",
      "  fleet login --issuer https://issuer.example --client-id fleet",
      "  fleet list --filter 'state = RUNNING'",
      "  fleet watch 25869f0b-ef76-4d50-8d13-5dd16d5087e4",
      "  fleet show 25869f0b-ef76-4d50-8d13-5dd16d5087e4 --filter 'state != SUCCEEDED'",
      "  fleet resume 25869f0b-ef76-4d50-8d13-5dd16d5087e4 --wave 2",
      "  fleet retry 25869f0b-ef76-4d50-8d13-5dd16d5087e4 --states failed,timed_out"
    })
public final class FleetCommand {
  private final Surroundings surroundings;

  private FleetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Runs the command that the arguments name, and returns its exit code.
   *
   * @param stateDirectory where logins are kept
   * @param extraSubcommands commands of picocli that are implemented elsewhere
   */
  public static int run(Path stateDirectory, List<Object> extraSubcommands, String... args) {
    Surroundings surroundings =
        new Surroundings(System.getenv(), stateDirectory, InstantSource.system(), Thread::sleep);
    Screen screen = Screen.system(surroundings.environment());
    return commandLine(screen, System.in, surroundings, extraSubcommands).execute(args);
  }

  static CommandLine commandLine(
      Screen screen,
      InputStream standardInput,
      Surroundings surroundings,
      List<Object> extraSubcommands) {
    InstantSource clock = surroundings.clock();
    InputReader input = new InputReader(standardInput);
    CommandLine fleet =
        new CommandLine(new FleetCommand(surroundings))
            .addSubcommand(withOperations(new ExecuteCommand(screen, clock), input))
            .addSubcommand(
                PlanCommand.withItsOptions(withOperations(new PlanCommand(screen), input)))
            .addSubcommand(new WatchCommand(screen, clock))
            .addSubcommand(new ListExecutionsCommand(screen, clock))
            .addSubcommand(new ShowCommand(screen))
            .addSubcommand(new PauseCommand(screen))
            .addSubcommand(new ResumeCommand(screen))
            .addSubcommand(new CancelCommand(screen))
            .addSubcommand(new RetryCommand(screen, clock))
            .addSubcommand(new ClustersCommand(screen, clock))
            .addSubcommand(new CanICommand(screen))
            .addSubcommand(new StatusCommand(screen))
            .addSubcommand(new LoginCommand(screen))
            .addSubcommand(new LogoutCommand(screen));
    extraSubcommands.forEach(fleet::addSubcommand);
    return fleet
        .addSubcommand(new HelpCommand())
        .addSubcommand(new GenerateCompletion())
        .setOut(screen.out())
        .setErr(screen.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageErrors(screen))
        .setExecutionExceptionHandler(new CallErrors(screen))
        .setExitCodeExceptionMapper(failure -> ExitCode.CALL_FAILED);
  }

  /** What the command line that a command belongs to was made with. */
  static Surroundings surroundings(CommandSpec command) {
    return ((FleetCommand) command.root().userObject()).surroundings;
  }

  private static CommandLine withOperations(SpecAction action, InputReader input) {
    return new CommandLine(action)
        .addSubcommand(new ListCommand(action))
        .addSubcommand(new GetCommand(action))
        .addSubcommand(new HealthCommand(action))
        .addSubcommand(new ApplyCommand(action, input))
        .addSubcommand(new PatchCommand(action, input))
        .addSubcommand(new DeleteCommand(action))
        .addSubcommand(new ScaleCommand(action))
        .addSubcommand(new RestartCommand(action))
        .addSubcommand(new AwaitCommand(action))
        .addSubcommand(new RawCommand(action, input));
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = FleetCommand.class.getPackage().getImplementationVersion();
      return new String[] {"fleet " + (version == null ? "(development build)" : version)};
    }
  }
}
