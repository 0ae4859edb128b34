package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.util.stream.Stream;

/** Requests that are passed on as they are. */
final class RawComparisons {
  private static final String MISSING =
      "/api/v1/namespaces/" + ReadComparisons.NAMESPACE + "/configmaps/none";
  private static final String BAD_SELECTOR = "/api/v1/namespaces?labelSelector=a%3Db%3Dc";
  private static final String EXISTING =
      "{\"metadata\":{\"name\":\"" + ReadComparisons.NAMESPACE + "\"}}";

  private RawComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        new SameBody("get --raw /version", "/version"),
        new SameBody("get --raw /apis/apps/v1", "/apis/apps/v1"),
        SameRefusal.of("get --raw " + MISSING, 404, ChangeRequests.raw("GET", MISSING)),
        SameRefusal.of("get --raw " + BAD_SELECTOR, 400, ChangeRequests.raw("GET", BAD_SELECTOR)),
        SameRefusal.of(
                "create --raw /api/v1/namespaces -f -",
                409,
                ChangeRequests.raw("POST", "/api/v1/namespaces", EXISTING))
            .input(EXISTING),
        new NotFoundWithoutStatus());
  }

  /** Is answered with the same bytes. */
  private record SameBody(String command, String path) implements Comparison {
    @Override
    public void compare(BothClients clients) {
      KubectlRun read = clients.kubectl().run(command).succeeded();
      ClusterResult result = clients.succeed(ChangeRequests.raw("GET", path));

      assertThat(read.out()).isNotBlank();
      assertThat(result.getRawResponse().getBody().toStringUtf8()).isEqualTo(read.out());
    }
  }

  /**
   * Kubectl makes a Status up where the API server sent none; the service passes on what it sent.
   */
  private record NotFoundWithoutStatus() implements Comparison {
    @Override
    public String command() {
      return "get --raw /nowhere";
    }

    @Override
    public void compare(BothClients clients) {
      KubectlRun refused = clients.kubectl().run(command());
      ClusterResult result = clients.run(ChangeRequests.raw("GET", "/nowhere"));

      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.err()).contains("(NotFound)");
      assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
      assertThat(result.getError().getHttpStatus()).isEqualTo(404);
      assertThat(result.getRawResponse().getBody().toStringUtf8()).contains("\"paths\"");
    }
  }
}
