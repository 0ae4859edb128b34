package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.v1.ExecuteRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static String of(String reason, boolean omitOutputs, Caller caller) {
    var request = ExecuteRequest.newBuilder();
    request.getSpecBuilder().setReason(reason);
    request.getStreamOptionsBuilder().setOmitOutputs(omitOutputs);
    return Fingerprint.of(request.build(), caller);
  }

  @Test
  void itIsOfTheSourceAndTheCallerAndNotOfTheStream() {
    Caller jane = new Caller("jane", List.of("sre"), "1");

    assertThat(of("why", true, jane)).isEqualTo(of("why", false, jane));
    assertThat(of("why", true, new Caller("jane", List.of(), "1")))
        .isEqualTo(of("why", true, jane));
    assertThat(of("why", true, jane))
        .isNotEqualTo(of("another", true, jane))
        .isNotEqualTo(of("why", true, Caller.named("jane")))
        .isNotEqualTo(of("why", true, new Caller("jane", List.of(), "2")))
        .isNotEqualTo(of("why", true, new Caller("joe", List.of(), "1")));
  }
}
