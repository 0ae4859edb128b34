package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for the same, side by side in one namespace, and ends as it comes true.
 *
 * @param expression what the service waits for
 * @param given what is there before
 * @param before a command that comes before the wait, or empty
 * @param cause the command that makes it come true; empty: it is true, or comes true by itself
 */
record SameWait(String command, String expression, String given, String before, String cause)
    implements Comparison {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static SameWait of(String command, String expression) {
    return new SameWait(command, expression, "", "", "");
  }

  SameWait given(String content) {
    return new SameWait(command, expression, content, before, cause);
  }

  SameWait after(String first) {
    return new SameWait(command, expression, given, first, cause);
  }

  SameWait cause(String change) {
    return new SameWait(command, expression, given, before, change);
  }

  @Override
  public void compare(BothClients clients) {
    String namespace = "wait-" + NUMBERS.incrementAndGet();
    clients.prepare(namespace, given);
    String inNamespace = " -n " + namespace;
    if (!before.isEmpty()) {
      clients.kubectl().run(before + inNamespace).succeeded();
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
    assertSameObjects(clients, namespace, result);
  }

  /** What is there then; nothing where the end of the object was awaited. */
  private void assertSameObjects(BothClients clients, String namespace, ClusterResult result) {
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
