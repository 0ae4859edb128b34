package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.JsonLine;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObject;
import io.fleetexecutor.model.Output.KubernetesObjects;
import io.fleetexecutor.model.Output.ProjectedValue;
import io.fleetexecutor.model.Output.ProjectedValues;
import io.fleetexecutor.model.Output.RawResponse;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.OutputCase;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputWriterTest {
  private static final String ID = "3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b";
  private static final ResourceRef REF = new ResourceRef("v1", "Pod", "a", "b");

  static Stream<Output> outputs() {
    return Stream.of(
        new KubernetesObjects(List.of(new KubernetesObject(REF, JsonLine.of("{}")))),
        new ProjectedValues(List.of(new ProjectedValue(REF, "1"))),
        new RawResponse(200, "a/b", ByteBuffer.wrap(new byte[] {1})),
        new Output.ResourceTable(List.of(), List.of()),
        new Output.ClusterHealth(true, "v1", Instant.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void aStreamWithoutOutputsHasNoneOfAnyKind(Output output) {
    assertThat(streamed(output, false).getOutputCase()).isNotEqualTo(OutputCase.OUTPUT_NOT_SET);
    ClusterResult without = streamed(output, true);
    assertThat(without.getOutputCase()).isEqualTo(OutputCase.OUTPUT_NOT_SET);
    assertThat(without.getFingerprint()).isEqualTo("f");
    assertThat(without.getChanged()).isTrue();
  }

  @Test
  void whatIsNoUtf8IsReplacedSinceProtobufRefusesIt() {
    byte[] json = {'"', (byte) 0xff, '"'};
    var objects = new KubernetesObjects(List.of(new KubernetesObject(REF, JsonLine.of(json))));
    assertThat(streamed(objects, false).getObjects().getObjects(0).getJson())
        .isEqualTo("\"\ufffd\"");
  }

  /** As a client reads it. */
  private static ClusterResult streamed(Output output, boolean omitOutputs) {
    byte[] payload =
        new ProtobufEvents().event(ID, Instant.EPOCH, new ClusterFinished(result(output)));
    var record = new LogRecord(1, RecordLabel.finished("c", ClusterState.SUCCEEDED), payload);
    ByteString sent = StreamWriter.event(new Fact(ID, record), omitOutputs).toByteString();
    try {
      return ExecutionEvent.parseFrom(sent).getClusterFinished().getResult();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void changesAndDiffsAreTold() {
    var objects =
        new KubernetesObjects(
            List.of(
                new KubernetesObject(REF, JsonLine.of("{}")),
                new KubernetesObject(REF, JsonLine.of(""), io.fleetexecutor.model.Change.NONE, ""),
                new KubernetesObject(
                    REF, JsonLine.of(""), io.fleetexecutor.model.Change.CREATED, "+a"),
                new KubernetesObject(
                    REF, JsonLine.of(""), io.fleetexecutor.model.Change.UPDATED, ""),
                new KubernetesObject(
                    REF, JsonLine.of(""), io.fleetexecutor.model.Change.DELETED, "")));
    var written = written(objects).getObjects();
    assertThat(written.getObjectsList())
        .extracting(io.fleetexecutor.v1.KubernetesObject::getChange)
        .containsExactly(
            Change.CHANGE_UNSPECIFIED,
            Change.CHANGE_NONE,
            Change.CHANGE_CREATED,
            Change.CHANGE_UPDATED,
            Change.CHANGE_DELETED);
    assertThat(written.getObjects(2).getDiff()).isEqualTo("+a");
  }

  @Test
  void aValueOfAllObjectsHasNoReference() {
    var values =
        new ProjectedValues(List.of(new ProjectedValue(null, "3"), new ProjectedValue(REF, "{}")));
    var written = written(values).getValues();
    assertThat(written.getValues(0).hasRef()).isFalse();
    assertThat(written.getValues(0).getJson()).isEqualTo("3");
    assertThat(written.getValues(1).getRef().getObjectName()).isEqualTo("b");
  }

  @Test
  void theBytesOfARawAnswerAreKept() {
    ByteBuffer body = ByteBuffer.wrap("a\0ü".getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    var answer = new RawResponse(404, "text/plain", body);
    for (int time = 0; time < 2; time++) {
      var written = written(answer).getRawResponse();
      assertThat(written.getBody()).isEqualTo(ByteString.copyFromUtf8("a\0ü"));
      assertThat(written.getStatusCode()).isEqualTo(404);
      assertThat(written.getContentType()).isEqualTo("text/plain");
    }
  }

  private static ClusterResult written(Output output) {
    return ResultWriter.result(ID, result(output));
  }

  private static io.fleetexecutor.model.ClusterResult result(Output output) {
    return new io.fleetexecutor.model.ClusterResult(
        "c",
        1,
        Instant.EPOCH,
        Duration.ZERO,
        ClusterAnswer.succeeded(output, false, 1).withOutcome(true, false).withFingerprint("f"));
  }
}
