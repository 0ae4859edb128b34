package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.RetrySource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs an earlier execution again on the clusters where it did not succeed. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Runs an execution that has ended again, on the clusters that did not succeed.")
final class RetryCommand implements Callable<Integer> {
  private final Screen screen;
  private final InstantSource clock;

  @Mixin private final ExecutionArgument execution = new ExecutionArgument();

  @Option(
      names = "--states",
      paramLabel = "STATE",
      split = ",",
      converter = ClusterStateConverter.class,
      description =
          "For example failed,timed_out: only clusters that ended so (default: all but succeeded).")
  private List<ClusterResult.State> states = List.of();

  @Mixin private final DisplayOptions display = new DisplayOptions();
  @Mixin private final LaunchOptions launch = new LaunchOptions();
  @Mixin private final ServerOptions server = new ServerOptions();

  RetryCommand(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    RetrySource source =
        RetrySource.newBuilder().setExecution(execution.name()).addAllStates(states).build();
    try (FleetClient client = server.connect()) {
      ExecutionSpec spec = client.execution(execution.name()).getSpec();
      return new Launch(client, new Display(screen, clock, display), launch)
          .run(ExecuteRequest.newBuilder().setRetry(source), spec);
    }
  }
}
