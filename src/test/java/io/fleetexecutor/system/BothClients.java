package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;

/** The service and kubectl, on the same cluster and as the same user. */
record BothClients(Kubectl kubectl, ServiceProcess service) {

  ExecutionStream start(Requests request) {
    return ExecutionStream.start(service.channel(), request.on("cluster-1").build());
  }

  ClusterResult run(Requests request) {
    return finished(start(request));
  }

  static ClusterResult finished(ExecutionStream stream) {
    stream.awaitFinished();
    return stream.result("cluster-1");
  }

  ClusterResult succeed(Requests request) {
    ClusterResult result = run(request);
    assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_SUCCEEDED);
    return result;
  }

  /** A new namespace with this content, which may be empty. */
  void prepare(String namespace, String content) {
    kubectl.run("create namespace " + namespace).succeeded();
    if (!content.isEmpty()) {
      kubectl
          .run("apply --server-side --field-manager=owner -f - -n " + namespace, content)
          .succeeded();
    }
  }
}
