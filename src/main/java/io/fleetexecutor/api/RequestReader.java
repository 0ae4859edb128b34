package io.fleetexecutor.api;

import com.google.protobuf.Message;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.execution.Command;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.PauseExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import io.fleetexecutor.v1.StreamOptions;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchExecutionRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into the model, or refuses them with an {@link InvalidRequestException} that has
 * everything that is wrong with them.
 */
final class RequestReader {
  private static final Duration DEFAULT_PROGRESS_INTERVAL = Duration.ofMillis(100);

  private final long maxOutputBytes;

  RequestReader(long maxOutputBytes) {
    this.maxOutputBytes = maxOutputBytes;
  }

  /** How a stream is to be. */
  record Stream(Duration progressInterval, boolean omitOutputs) {}

  record Watch(String executionId, long startSequence, Stream stream) {}

  /** What is to be done with an execution, and why. */
  record Order(String executionId, String reason) {}

  /**
   * @param approvedWave null: whichever waits
   */
  record Resume(Order order, @Nullable Integer approvedWave) {

    /**
     * @param mayApprove whether it may be an approval
     */
    Command.Resume by(Caller caller, boolean mayApprove) {
      return new Command.Resume(order.reason(), caller.name(), approvedWave, mayApprove);
    }
  }

  record ListClusters(int pageSize, String afterName, ClusterSelector selector) {}

  /**
   * @param grants of who wants it executed
   */
  ExecuteReader.Execute execute(ExecuteRequest request, Grants grants, CallerKey caller) {
    return read(
        request,
        violations -> new ExecuteReader(violations, maxOutputBytes).read(request, grants, caller));
  }

  ExecutionSpec plan(PlanExecutionRequest request) {
    return read(
        request,
        violations -> {
          if (!request.hasSpec()) {
            violations.add("spec", "is required");
            throw violations.asException();
          }
          return new SpecReader(violations, maxOutputBytes).read(request.getSpec());
        });
  }

  Watch watch(WatchExecutionRequest request) {
    return read(
        request,
        violations -> {
          violations.check(
              request.getStartSequence() >= 0,
              "start_sequence",
              "is %d, must be 0 (from the first event) or more"
                  .formatted(request.getStartSequence()));
          return new Watch(
              Names.executionId(request.getName(), "name", violations),
              request.getStartSequence(),
              stream(request.getStreamOptions(), violations));
        });
  }

  String get(GetExecutionRequest request) {
    return read(request, violations -> Names.executionId(request.getName(), "name", violations));
  }

  Order cancel(CancelExecutionRequest request) {
    return read(request, violations -> order(request.getName(), request.getReason(), violations));
  }

  Order pause(PauseExecutionRequest request) {
    return read(request, violations -> order(request.getName(), request.getReason(), violations));
  }

  Resume resume(ResumeExecutionRequest request) {
    return read(
        request,
        violations -> {
          Order order = order(request.getName(), request.getReason(), violations);
          violations.check(
              request.getApprovedWaveIndex() >= 0,
              "approved_wave_index",
              "is %d, must be the index of a wave, from 0"
                  .formatted(request.getApprovedWaveIndex()));
          return new Resume(
              order,
              request.hasApprovedWaveIndex() ? (Integer) request.getApprovedWaveIndex() : null);
        });
  }

  private static Order order(String name, String reason, Violations violations) {
    violations.atMost(reason, 1_024, "reason");
    return new Order(Names.executionId(name, "name", violations), reason);
  }

  ExecutionQuery listExecutions(ListExecutionsRequest request) {
    return read(request, violations -> ExecutionQuery.read(request, violations));
  }

  ResultQuery listClusterResults(ListClusterResultsRequest request) {
    return read(request, violations -> ResultQuery.read(request, violations));
  }

  ListClusters listClusters(ListClustersRequest request) {
    return read(
        request,
        violations ->
            new ListClusters(
                PageSize.read(request.getPageSize(), violations),
                Objects.requireNonNullElse(
                    PageToken.read(request.getPageToken(), "", name -> name, violations), ""),
                SelectorReader.read(request.getClusterSelector(), "cluster_selector", violations)));
  }

  PermissionQuery checkPermission(CheckPermissionRequest request) {
    return read(request, violations -> PermissionQuery.read(request, violations));
  }

  ClusterSelector watchClusters(WatchClustersRequest request) {
    return read(
        request,
        violations ->
            SelectorReader.read(request.getClusterSelector(), "cluster_selector", violations));
  }

  static Stream stream(StreamOptions options, Violations violations) {
    Duration interval =
        options.hasProgressInterval()
            ? violations.notNegative(
                options.getProgressInterval(), "stream_options.progress_interval")
            : DEFAULT_PROGRESS_INTERVAL;
    return new Stream(
        Objects.requireNonNullElse(interval, DEFAULT_PROGRESS_INTERVAL), options.getOmitOutputs());
  }

  private static <T> T read(Message request, Function<Violations, T> reading) {
    var violations = new Violations();
    UnknownFields.check(request, "", violations);
    T read = reading.apply(violations);
    violations.throwIfAny();
    return read;
  }
}
