package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecuteRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation is told in the words that would start it. */
class OperationTextTest {

  @ParameterizedTest
  @CsvSource({
    "health, health",
    "list pods, list pods",
    "list pods -A, list pods",
    "list pods -n x -l app=web --field-selector a=b --api-version v1 --limit 7, list pods",
    "get deployment/web, get deployment/web",
    "get deployment/web -n x --api-version apps/v1, get deployment/web"
  })
  void theWordsAreThoseOfTheCommandLine(String arguments, String brief) throws Exception {
    ClusterOperation operation = operation(arguments);

    assertThat(OperationText.full(operation)).isEqualTo(arguments);
    assertThat(OperationText.brief(operation)).isEqualTo(brief);
  }

  @Test
  void anOperationOfANewerServiceHasNoWords() {
    assertThat(OperationText.full(ClusterOperation.getDefaultInstance())).isEmpty();
  }

  private static ClusterOperation operation(String arguments) throws IOException {
    try (ScriptedService service = new ScriptedService()) {
      CommandLineRun.against(service, ("execute " + arguments).split(" "));
      ExecuteRequest request = service.executions.remove();
      return request.getSpec().getOperation();
    }
  }
}
