package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Turns requests into the model, or refuses them with everything that is wrong with them. */
final class RequestReader {
  private static final Duration DEFAULT_PROGRESS_INTERVAL = Duration.ofMillis(100);
  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final int MAX_PAGE_SIZE = 1_000;

  private final long maxOutputBytes;

  RequestReader(long maxOutputBytes) {
    this.maxOutputBytes = maxOutputBytes;
  }

  record Execute(ExecutionSpec spec, Duration progressInterval) {}

  record ListClusters(int pageSize, String pageToken, ClusterSelector selector) {}

  /**
   * @throws InvalidRequestException with all violations
   */
  Execute execute(ExecuteRequest request) {
    var violations = new Violations();
    UnknownFields.check(request, "", violations);
    violations.check(
        request.getDisconnectAction() != DisconnectAction.UNRECOGNIZED,
        "disconnect_action",
        "is %d, must be DISCONNECT_ACTION_CANCEL or unset"
            .formatted(request.getDisconnectActionValue()));
    Duration interval =
        request.getStreamOptions().hasProgressInterval()
            ? violations.notNegative(
                request.getStreamOptions().getProgressInterval(),
                "stream_options.progress_interval")
            : DEFAULT_PROGRESS_INTERVAL;
    ExecutionSpec spec = spec(request.hasSpec() ? request.getSpec() : null, violations);
    violations.throwIfAny();
    return new Execute(spec, interval == null ? DEFAULT_PROGRESS_INTERVAL : interval);
  }

  /**
   * @throws InvalidRequestException with all violations
   */
  ExecutionSpec plan(PlanExecutionRequest request) {
    var violations = new Violations();
    UnknownFields.check(request, "", violations);
    ExecutionSpec spec = spec(request.hasSpec() ? request.getSpec() : null, violations);
    violations.throwIfAny();
    return spec;
  }

  /**
   * @throws InvalidRequestException with all violations
   */
  ListClusters listClusters(ListClustersRequest request) {
    var violations = new Violations();
    UnknownFields.check(request, "", violations);
    int pageSize = request.getPageSize();
    violations.check(
        pageSize >= 0,
        "page_size",
        "is %d, must be at least 1, or 0 for the default".formatted(pageSize));
    ClusterSelector selector =
        SelectorReader.read(request.getClusterSelector(), "cluster_selector", violations);
    violations.throwIfAny();
    return new ListClusters(
        pageSize == 0 ? DEFAULT_PAGE_SIZE : Math.min(pageSize, MAX_PAGE_SIZE),
        request.getPageToken(),
        selector);
  }

  private ExecutionSpec spec(
      io.fleetexecutor.v1.@Nullable ExecutionSpec proto, Violations violations) {
    if (proto == null) {
      violations.add("spec", "is required");
      throw violations.asException();
    }
    violations.check(
        proto.hasClusterSelector(),
        "spec.cluster_selector",
        "is required; an empty one takes every cluster");
    violations.atMost(proto.getDisplayName(), 256, "spec.display_name");
    violations.atMost(proto.getReason(), 1_024, "spec.reason");
    var policies = new PolicyReader(violations, maxOutputBytes);
    return new ExecutionSpec(
        SelectorReader.read(proto.getClusterSelector(), "spec.cluster_selector", violations),
        new OperationReader(violations).read(proto.getOperation(), "spec.operation"),
        policies.rollout(proto.getRolloutPolicy(), "spec.rollout_policy"),
        policies.output(proto.getOutputPolicy(), "spec.output_policy"),
        proto.getDisplayName(),
        proto.getReason());
  }
}
