package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import java.util.List;

/** What a service keeps of executions that have ended, held against what a reader received. */
record Kept(ServiceProcess service) {

  /** Every way to read it gives all that was received, to the byte, and no more. */
  void assertWhole(ExecutionStream received) {
    String name = received.execution();
    var replayed = ExecutionStream.watch(service.channel(), name, 0);
    Execution finished = replayed.awaitFinished();
    assertSameFacts(replayed.facts(), received.facts());
    assertThat(service.executions().get(name)).isEqualTo(finished);
    assertThat(service.executions().results(name)).isEqualTo(received.resultsInOrder());
  }

  static void assertSameFacts(List<ExecutionEvent> actual, List<ExecutionEvent> expected) {
    assertThat(actual)
        .extracting(ExecutionEvent::getSequence)
        .containsExactlyElementsOf(expected.stream().map(ExecutionEvent::getSequence).toList());
    assertThat(bytes(actual)).isEqualTo(bytes(expected));
  }

  private static List<ByteString> bytes(List<ExecutionEvent> events) {
    return events.stream().map(ExecutionEvent::toByteString).toList();
  }
}
