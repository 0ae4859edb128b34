package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.LogUsage;
import io.fleetexecutor.model.RolloutPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionCallersTest {
  private static final int MANY = 100;

  private final FakeFleet fleet = FakeFleet.of(1, number -> millis(100));
  private final Executions executions = fleet.executions(1);
  private final ExecutionCallers callers =
      new ExecutionCallers(new Journal(fleet.log, fleet.codec, fleet.time));

  @Test
  void eachExecutionIsReadOnce() {
    List<LogUsage> all = startMany();
    int before = fleet.codec.executionsRead.get();
    lookUp(all);
    lookUp(all);
    assertThat(fleet.codec.executionsRead).hasValue(before + MANY);
    assertThat(all).allSatisfy(each -> assertThat(nameOf(each)).isEqualTo("anonymous"));
  }

  @Test
  void whatIsGoneIsForgotten() {
    List<LogUsage> all = startMany();
    lookUp(all);
    callers.keepOnly(all.subList(1, 3));
    assertThat(all.subList(0, 4))
        .extracting(this::nameOf)
        .containsExactly("", "anonymous", "anonymous", "");
  }

  @Test
  void whatIsNotThereHasNoNameAndHindersNoOther() {
    List<LogUsage> all = startMany();
    fleet.log.delete(all.getFirst().executionId()).await().indefinitely();
    lookUp(all);
    assertThat(all.subList(0, 3))
        .extracting(this::nameOf)
        .containsExactly("", "anonymous", "anonymous");
  }

  private List<LogUsage> startMany() {
    for (int i = 0; i < MANY; i++) {
      start(executions, RolloutPolicy.DEFAULT);
      fleet.time.advance(millis(150));
    }
    return fleet.log.usage().await().indefinitely();
  }

  private void lookUp(List<LogUsage> usage) {
    callers.lookUp(usage).await().indefinitely();
  }

  private String nameOf(LogUsage usage) {
    return callers.nameOf(usage.executionId());
  }
}
