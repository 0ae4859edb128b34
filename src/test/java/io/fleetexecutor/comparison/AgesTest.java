package io.fleetexecutor.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of the cells of tables once nothing in them tells an age. */
class AgesTest {

  @ParameterizedTest
  @CsvSource({
    "Pod, Age, string, 5d",
    "Widget, Created At, date, 2026-01-02T03:04:05Z",
    "Event, Last Seen, string, 5m",
    "Event, First Seen, string, 2d3h",
    "CronJob, Last Schedule, string, 59s",
    "Job, Duration, string, 4m2s",
  })
  void ofACellThatIsAnAgeNothingIsLeft(String kind, String column, String type, String cell) {
    assertThat(Ages.without(kind, column, type, cell)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Restarts, 3 (5m ago), 3",
    "Restarts, 12 (2d3h ago), 12",
    "Restarts, 0, 0",
    "Ready, 1/1, 1/1",
    "Status, Running, Running",
    "Message, about (5m ago) and more, about (5m ago) and more",
    "Message, (ago), (ago)",
  })
  void whatElseACellTellsIsLeft(String column, String cell, String left) {
    assertThat(Ages.without("Pod", column, "string", cell)).contains(left);
  }

  @Test
  void aColumnOfAnotherKindThatIsNamedAlikeIsNoAge() {
    assertThat(Ages.without("Schedule", "Duration", "string", "30s")).contains("30s");
  }
}
