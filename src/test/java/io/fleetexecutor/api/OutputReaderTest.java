package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObject;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.Output.ProjectedValue;
import io.fleetexecutor.model.Output.ProjectedValues;
import io.fleetexecutor.model.Output.RawResponse;
import io.fleetexecutor.model.ResourceRef;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that travel from one process to another. */
class OutputReaderTest {
  private static final ResourceRef REF = new ResourceRef("v1", "Pod", "a", "b");
  private final ProtobufEvents codec = new ProtobufEvents();

  static Stream<Output> outputs() {
    return Stream.of(
        new KubernetesObjects(
            List.of(
                new KubernetesObject(REF, JsonLine.of("{\"a\":\"ü\"}")),
                new KubernetesObject(REF, JsonLine.of(""), Change.UPDATED, "-a\n+b\n"))),
        new ProjectedValues(List.of(new ProjectedValue(REF, "1"), new ProjectedValue(null, "[]"))),
        new RawResponse(200, "a/b", ByteBuffer.wrap(new byte[] {1, -1})),
        new Output.ResourceTable(
            List.of(new Output.Column("NAME", "string", 1)),
            List.of(new Output.Row(List.of("x"), REF), new Output.Row(List.of("", "y"), null))),
        new Output.ClusterHealth(true, "v1.33.2", Instant.ofEpochSecond(5, 7)));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void anAnswerIsReadAsItWasWritten(Output output) {
    ClusterAnswer answer =
        ClusterAnswer.succeeded(output, true, 1L << 40)
            .withOutcome(true, true)
            .withFingerprint("f");
    assertThat(codec.answer(codec.answer(answer))).isEqualTo(answer);
  }

  @Test
  void aFailureIsReadAsItWasWritten() {
    ClusterAnswer answer =
        ClusterAnswer.failed(
            ClusterState.DENIED,
            new ClusterError(
                ErrorCode.PERMISSION_DENIED, "FORBIDDEN", "no", 403, Duration.ofSeconds(3)));
    assertThat(codec.answer(codec.answer(answer))).isEqualTo(answer);
  }

  @Test
  void whatIsNoAnswerIsRefused() {
    assertThatThrownBy(() -> codec.answer(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
