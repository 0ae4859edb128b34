package io.fleetexecutor.system;

import io.fleetexecutor.v1.ClusterResult;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tells what each of several applies did; only the kubectl that applies by itself, and not on the
 * server's side, tells that.
 */
record SameApplies(String command, String namespace, List<String> manifests) implements Comparison {

  @Override
  public void compare(BothClients clients) {
    UnaryOperator<String> of = client -> client + "-" + namespace;
    clients.prepare(of.apply("kubectl"), "");
    clients.prepare(of.apply("service"), "");
    for (String manifest : manifests) {
      KubectlRun says =
          clients.kubectl().run(command + " -n " + of.apply("kubectl"), manifest).succeeded();
      ClusterResult result =
          clients.succeed(
              ChangeRequests.of(ChangeRequests.manifests(of.apply("service"), manifest)));
      KubectlWords.assertSame(result, says);
    }
  }
}
