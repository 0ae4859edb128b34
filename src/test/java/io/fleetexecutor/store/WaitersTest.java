package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogPage;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WaitersTest extends StoreTest {

  private UniAssertSubscriber<LogPage> reading(ExecutionEntry entry) {
    return log.read(entry.id(), 2, LARGE).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private void awaitWaiting(int count) {
    Awaitility.await().until(() -> ((SqliteLog) log).waitingReadCount() == count);
  }

  @Test
  void aReadThatIsCancelledOrAnsweredWaitsNoMore() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> cancelled = reading(entry);
    UniAssertSubscriber<LogPage> answered = reading(entry);
    awaitWaiting(2);
    cancelled.cancel();
    awaitWaiting(1);
    await(log.append(entry.id(), started("a")));
    answered.awaitItem();
    awaitWaiting(0);
    assertThat(cancelled.getItem()).isNull();
  }

  @Test
  void recordsOfOneExecutionWakeNoReadOfAnother() {
    ExecutionEntry entry = create();
    ExecutionEntry other = create();
    UniAssertSubscriber<LogPage> read = reading(entry);
    awaitWaiting(1);
    await(log.append(other.id(), started("a")));
    awaitWaiting(1);
    read.assertNotTerminated();
  }
}
