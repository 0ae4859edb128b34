package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import io.fleetexecutor.v1.AwaitCondition;
import io.fleetexecutor.v1.ClusterOperation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until an expression over one object is true. */
@Command(
    name = "await",
    description =
        "Waits in each cluster until an expression over one object is true, up to"
            + " --cluster-timeout.")
final class AwaitCommand extends OperationCommand {
  @Mixin private final ObjectArgument object = new ObjectArgument();

  @Option(
      names = "--for",
      required = true,
      paramLabel = "EXPR",
      description =
          "CEL over object, which is null while there is none: 'object.status.readyReplicas =="
              + " object.spec.replicas', 'object == null'.")
  private String expression = "";

  @Option(
      names = "--poll-interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How often to ask where the object cannot be watched (default: 2s).")
  private @Nullable Duration pollInterval;

  AwaitCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    AwaitCondition.Builder condition =
        AwaitCondition.newBuilder().setRef(object.ref()).setExpression(expression);
    if (pollInterval != null) {
      condition.setPollInterval(pollInterval);
    }
    return ClusterOperation.newBuilder().setAwaitCondition(condition).build();
  }
}
