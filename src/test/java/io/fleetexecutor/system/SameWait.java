package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;
import java.util.List;

/**
 * Waits for the same, side by side in one namespace, and ends as it comes true.
 *
 * @param given what is there before
 * @param expression what the service waits for
 * @param cause the command that makes it come true; empty: it comes true by itself. Then the object
 *     is deleted beforehand, and its finalizer keeps it
 */
record SameWait(String namespace, String command, String given, String expression, String cause)
    implements Comparison {

  @Override
  public void compare(BothClients clients) {
    clients.prepare(namespace, given);
    String inNamespace = " -n " + namespace;
    if (!cause.isEmpty()) {
      clients.kubectl().run("delete %s --wait=false".formatted(object()) + inNamespace).succeeded();
    }
    Kubectl.Started waiting = clients.kubectl().start(command + inNamespace, "");
    ExecutionStream stream =
        clients.start(ChangeRequests.await(ChangeRequests.ref(namespace, object()), expression));
    stream.awaitStarted("cluster-1");
    if (!cause.isEmpty()) {
      assertThat(waiting.process().isAlive()).isTrue();
      assertThat(stream.endsWithin(Duration.ZERO)).isFalse();
      clients.kubectl().run(cause + inNamespace).succeeded();
    }

    waiting.await().succeeded();
    ClusterResult result = BothClients.finished(stream);
    assertThat(result.getState()).as("%s", result).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(result.getChanged()).isFalse();
    assertSameObjects(clients, result);
  }

  /** What is there then; nothing where the end of the object was awaited. */
  private void assertSameObjects(BothClients clients, ClusterResult result) {
    String get =
        "get %s --ignore-not-found -o json --show-managed-fields -n %s"
            .formatted(object(), namespace);
    KubectlRun read = clients.kubectl().run(get).succeeded();
    assertThat(ComparedObjects.of(result, namespace))
        .isEqualTo(ComparedObjects.of(read.objects(), namespace));
  }

  /** kind/name. */
  private String object() {
    List<String> words = List.of(command.split(" ", -1));
    return words.get(1) + "/" + words.get(2);
  }
}
