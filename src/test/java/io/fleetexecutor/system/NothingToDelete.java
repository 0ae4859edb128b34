package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.KubernetesObject.Change;

/** Succeeds without a change; kubectl says nothing, the service that nothing changed. */
record NothingToDelete() implements Comparison {

  @Override
  public String command() {
    return "delete configmap none --ignore-not-found -n " + ReadComparisons.NAMESPACE;
  }

  @Override
  public void compare(BothClients clients) {
    KubectlRun says = clients.kubectl().run(command()).succeeded();
    ClusterResult result =
        clients.succeed(
            ChangeRequests.of(
                DeleteResource.newBuilder()
                    .setRef(ChangeRequests.ref(ReadComparisons.NAMESPACE, "configmap/none"))
                    .setAllowMissing(true)));

    assertThat(says.out()).isEmpty();
    assertThat(result.getChanged()).isFalse();
    assertThat(result.getObjects().getObjectsList())
        .extracting(KubernetesObject::getChange)
        .containsExactly(Change.CHANGE_NONE);
  }
}
