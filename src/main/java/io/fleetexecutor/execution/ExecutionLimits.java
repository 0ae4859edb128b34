package io.fleetexecutor.execution;

/**
 * What executions may take.
 *
 * @param executions of one caller that have not ended here; 0: as many as it likes
 * @param clusters of one execution; 0: as many as there are
 */
public record ExecutionLimits(int executions, int clusters) {

  void requireClusters(int count) {
    if (clusters > 0 && count > clusters) {
      throw LimitExceededException.clusters(count, clusters);
    }
  }
}
