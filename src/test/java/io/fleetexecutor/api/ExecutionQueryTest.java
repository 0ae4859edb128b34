package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.testing.Plans;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.ListExecutionsResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExecutionQueryTest {

  @Test
  void aPageEndsBeforeItWouldBeTooLarge() {
    List<Execution> found = executions(5, 1 << 20);
    ListExecutionsResponse page = page(found);
    assertThat(page.getExecutionsCount()).isEqualTo(2);
    ExecutionQuery next = query(page.getNextPageToken());
    assertThat(next.after()).isEqualTo(new EntryKey(Instant.EPOCH, "e-2"));
  }

  @Test
  void anExecutionThatIsTooLargeIsAPageOfItsOwn() {
    ListExecutionsResponse page = page(executions(2, 4 << 20));
    assertThat(page.getExecutionsCount()).isEqualTo(1);
    assertThat(page.getNextPageToken()).isNotEmpty();
  }

  @Test
  void theLastPageHasNoToken() {
    ListExecutionsResponse page = page(executions(3, 10));
    assertThat(page.getExecutionsCount()).isEqualTo(3);
    assertThat(page.getNextPageToken()).isEmpty();
    assertThat(page(List.of()).getNextPageToken()).isEmpty();
  }

  private static ListExecutionsResponse page(List<Execution> found) {
    return query("").page(found, Access.open(true).grants(Caller.named("me")));
  }

  private static ExecutionQuery query(String token) {
    return ExecutionQuery.read(
        ListExecutionsRequest.newBuilder().setPageToken(token).build(), new Violations());
  }

  /** So many, each of at least this size. */
  private static List<Execution> executions(int count, int bytes) {
    var spec = Specs.read("{clusterSelector: {}, operation: {checkHealth: {}}}");
    var plan = Plans.of("x".repeat(bytes), List.of(), 1);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> Execution.accepted("e-" + i, Caller.named("me"), "", spec, plan, Instant.EPOCH))
        .toList();
  }
}
