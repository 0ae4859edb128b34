package io.fleetexecutor.api;

import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.v1.GetServerStatusResponse;

/** What this replica does right now. */
record ServerStatus(Executions executions, WorkerPool<ClusterAnswer> pool, String version) {

  GetServerStatusResponse get() {
    return GetServerStatusResponse.newBuilder()
        .setWorkerCount(pool.workerCount())
        .setRunningTaskCount(pool.runningTaskCount())
        .setQueuedTaskCount(pool.waitingTaskCount())
        .setRunningExecutionCount(executions.runningCount())
        .setDraining(executions.isDraining())
        .setVersion(version)
        .build();
  }
}
