package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what an execution would run, and contacts no cluster. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = FleetCommand.Version.class,
    description = "Shows what execute would run with the same arguments; contacts no cluster.")
record PlanCommand(Screen screen) implements SpecAction {
  /** Of what runs and has answers. */
  private static final List<String> NOT_OF_PLANS = List.of("--group", "--diff", "--no-progress");

  /** Operations have the options of executions, some of which mean nothing here. */
  static CommandLine withItsOptions(CommandLine plan) {
    for (CommandLine operation : plan.getSubcommands().values()) {
      CommandSpec spec = operation.getCommandSpec();
      NOT_OF_PLANS.forEach(option -> spec.remove(spec.findOption(option)));
    }
    return plan;
  }

  @Override
  public int run(OperationCommand command) {
    PlanExecutionRequest request =
        PlanExecutionRequest.newBuilder().setSpec(command.spec()).build();
    try (FleetClient client = command.connect()) {
      ExecutionPlan plan = client.service().planExecution(request).getPlan();
      screen.output(
          switch (command.output().display().format()) {
            case TABLE, WIDE -> PlanText.of(request.getSpec(), plan);
            case JSON -> List.of(JsonLines.of(plan));
            case NAME -> ResourceNames.clusters(plan).stream().map(Printable::of).toList();
          });
      return ExitCode.OK;
    }
  }
}
