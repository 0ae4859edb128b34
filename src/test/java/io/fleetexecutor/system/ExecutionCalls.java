package io.fleetexecutor.system;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.PauseExecutionRequest;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import java.util.ArrayList;
import java.util.List;

/** The calls about executions that are there already; of lists, page after page to the last. */
record ExecutionCalls(FleetExecutorBlockingStub stub) {
  // Small, so that lists have several.
  private static final int EXECUTIONS_PAGE = 2;
  private static final int RESULTS_PAGE = 50;

  Execution get(String name) {
    return stub.getExecution(GetExecutionRequest.newBuilder().setName(name).build()).getExecution();
  }

  Execution cancel(String name, String reason) {
    var request = CancelExecutionRequest.newBuilder().setName(name).setReason(reason).build();
    return stub.cancelExecution(request).getExecution();
  }

  Execution pause(String name, String reason) {
    var request = PauseExecutionRequest.newBuilder().setName(name).setReason(reason).build();
    return stub.pauseExecution(request).getExecution();
  }

  Execution resume(String name, String reason) {
    var request = ResumeExecutionRequest.newBuilder().setName(name).setReason(reason).build();
    return stub.resumeExecution(request).getExecution();
  }

  List<Execution> list() {
    return list("");
  }

  List<Execution> list(String filter) {
    var request = ListExecutionsRequest.newBuilder().setPageSize(EXECUTIONS_PAGE).setFilter(filter);
    List<Execution> all = new ArrayList<>();
    do {
      var page = stub.listExecutions(request.build());
      all.addAll(page.getExecutionsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return all;
  }

  List<ClusterResult> results(String parent) {
    return results(parent, "");
  }

  List<ClusterResult> results(String parent, String filter) {
    var request =
        ListClusterResultsRequest.newBuilder()
            .setParent(parent)
            .setPageSize(RESULTS_PAGE)
            .setFilter(filter);
    List<ClusterResult> all = new ArrayList<>();
    do {
      var page = stub.listClusterResults(request.build());
      all.addAll(page.getClusterResultsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return all;
  }
}
