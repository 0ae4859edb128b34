package io.fleetexecutor.execution;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSpec;
import java.util.Set;

/**
 * What is to be started.
 *
 * @param requestId empty: none
 * @param fingerprint equal for equal requests
 * @param grants of whoever starts it
 * @param caller whom it counts for
 */
public record StartRequest(
    Source source, String requestId, String fingerprint, Grants grants, CallerKey caller) {

  /** Where the spec comes from. */
  public sealed interface Source {}

  public record NewSpec(ExecutionSpec spec) implements Source {}

  /** The spec of an earlier execution, for those of its clusters that ended in these states. */
  public record Retry(String executionId, Set<ClusterState> states) implements Source {
    public Retry {
      states = Set.copyOf(states);
    }
  }
}
