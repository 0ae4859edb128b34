package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Changes the same objects in the same way, and answers the same objects: in namespaces with the
 * same content, of which kubectl has two, to see what it says and what it shows.
 *
 * @param input what kubectl reads
 * @param given the content before, of another manager
 * @param once what kubectl waits for before; empty: nothing
 * @param kinds of the objects that are compared afterwards, as kubectl takes them
 * @param objects how many of them there are in the end; ANY: it is over as they are the same
 * @param answered whether kubectl shows with -o json what the service answers
 * @param request in a namespace
 */
record SameChange(
    String command,
    String input,
    String given,
    String once,
    String kinds,
    int objects,
    boolean answered,
    Function<String, Requests> request)
    implements Comparison {
  private static final int ANY = -1;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static SameChange of(String command, Function<String, Requests> request) {
    return new SameChange(command, "", "", "", "configmaps,deployments.apps", ANY, true, request);
  }

  SameChange input(String text) {
    return new SameChange(command, text, given, once, kinds, objects, answered, request);
  }

  SameChange given(String content) {
    return new SameChange(command, input, content, once, kinds, objects, answered, request);
  }

  SameChange once(String wait) {
    return new SameChange(command, input, given, wait, kinds, objects, answered, request);
  }

  SameChange kinds(String compared) {
    return new SameChange(command, input, given, once, compared, objects, answered, request);
  }

  /** Where the cluster goes on with what was begun, until there are so many. */
  SameChange leaves(int objectsOfTheseKinds) {
    return new SameChange(
        command, input, given, once, kinds, objectsOfTheseKinds, answered, request);
  }

  /** Where kubectl shows nothing, or something else. */
  SameChange answersOnItsOwn() {
    return new SameChange(command, input, given, once, kinds, objects, false, request);
  }

  @Override
  public void compare(BothClients clients) {
    int number = NUMBERS.incrementAndGet();
    String said = "kubectl-says-" + number;
    String shown = "kubectl-shows-" + number;
    String service = "service-" + number;
    List.of(said, shown, service).forEach(namespace -> clients.prepare(namespace, given));
    if (!once.isEmpty()) {
      List.of(said, shown, service)
          .forEach(namespace -> clients.kubectl().run(once + " -n " + namespace).succeeded());
    }

    KubectlRun says = clients.kubectl().run(command + " -n " + said, input).succeeded();
    ClusterResult result = clients.succeed(request.apply(service));
    KubectlWords.assertSame(result, says);
    if (answered) {
      String show = command + " -o json --show-managed-fields -n " + shown;
      assertThat(ComparedObjects.of(result, service))
          .isEqualTo(
              ComparedObjects.of(clients.kubectl().run(show, input).succeeded().objects(), shown));
    }
    if (objects == ANY) {
      clients.awaitSameContent(kinds, service, said);
    } else {
      clients.awaitSameContent(kinds, service, said, objects);
    }
  }
}
