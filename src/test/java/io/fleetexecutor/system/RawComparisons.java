package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.util.stream.Stream;

/** Requests that are passed on as they are. */
final class RawComparisons {
  private static final String CONFIG_MAPS =
      "/api/v1/namespaces/" + ReadComparisons.NAMESPACE + "/configmaps";
  private static final String MISSING = CONFIG_MAPS + "/none";
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
        sent("create --raw %s -f -", 400, "POST", CONFIG_MAPS, "{\"data\":[1]}"),
        sent("create --raw %s -f -", 422, "POST", CONFIG_MAPS, "{\"metadata\":{\"name\":\"X_\"}}"),
        sent("create --raw %s -f -", 405, "POST", "/version", "{}"),
        sent(
            "replace --raw %s -f -",
            409,
            "PUT",
            CONFIG_MAPS + "/config-1",
            "{\"metadata\":{\"name\":\"config-1\",\"resourceVersion\":\"1\"}}"),
        new NotFoundWithoutStatus());
  }

  private static Comparison sent(
      String command, int httpStatus, String method, String path, String body) {
    return SameRefusal.of(
            command.formatted(path), httpStatus, ChangeRequests.raw(method, path, body))
        .input(body);
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
