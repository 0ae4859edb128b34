package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.v1.ClusterError;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Is refused by the API server with the same code and reason, in the same words, and changes
 * nothing.
 *
 * @param input what kubectl reads
 * @param httpStatus that the API server refuses it with
 * @param words the service's, by those that the API server answered kubectl with
 */
record SameRefusal(
    String command, String input, int httpStatus, UnaryOperator<String> words, Requests request)
    implements Comparison {

  static SameRefusal of(String command, int httpStatus, Requests request) {
    return new SameRefusal(command, "", httpStatus, UnaryOperator.identity(), request);
  }

  SameRefusal input(String text) {
    return new SameRefusal(command, text, httpStatus, words, request);
  }

  /** Where the service says more, or asks something else. */
  SameRefusal inItsWords(UnaryOperator<String> service) {
    return new SameRefusal(command, input, httpStatus, service, request);
  }

  @Override
  public void compare(BothClients clients) {
    KubectlRun refused = clients.kubectl().run(command + " -v=9", input);
    ClusterResult result = clients.run(request);

    assertThat(refused.exitCode()).as(refused.err()).isNotZero();
    JsonNode status = refused.refusal();
    assertThat(status.path("code").asInt()).isEqualTo(httpStatus);
    assertThat(result.getState())
        .isEqualTo(httpStatus == 403 ? State.STATE_DENIED : State.STATE_FAILED);
    assertThat(result.getChanged()).isFalse();
    ClusterError error = result.getError();
    assertThat(error.getHttpStatus()).isEqualTo(httpStatus);
    assertThat(error.getReason()).isEqualTo(reason(status));
    String message = status.path("message").asText();
    assertThat(error.getMessage()).isEqualTo(words.apply(message));
    assertThat(refused.complaint()).contains(withoutGroup(message));
  }

  /** The service names one also where the API server does not. */
  private static String reason(JsonNode status) {
    return reason(status.path("reason").asText("InternalError"));
  }

  /** As the service writes it. */
  static String reason(String reason) {
    return reason.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** As kubectl names the kind of an invalid object: "Deployment", not "Deployment.apps". */
  private static String withoutGroup(String message) {
    return message.replaceFirst("^(\\w+)\\.\\S+(?= \"[^\"]*\" is invalid)", "$1");
  }
}
