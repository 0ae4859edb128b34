package io.fleetexecutor.inventory.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
  private static final ObjectKey A = new ObjectKey("n", "a");

  private final VirtualTime time = new VirtualTime();
  private final List<Snapshot<String>> told = new ArrayList<>();
  private final ObjectTable<String> table =
      new ObjectTable<>(
          new ManagementCluster(
              "hub",
              () -> {
                throw new IllegalStateException();
              },
              time,
              time.scheduler,
              new Random(1)),
          "secrets",
          told::add);

  @Test
  void aBurstIsToldOnce() {
    for (int i = 0; i < 1_000; i++) {
      table.put(new ObjectKey("n", "o" + i), "x");
    }
    time.advance(Duration.ofMillis(100));

    assertThat(told).hasSize(1);
    assertThat(told.getFirst().objects()).hasSize(1_000);
  }

  @Test
  void whatDidNotChangeIsNotToldAgain() {
    table.replace(new TreeMap<>(Map.of(A, "x")));
    time.advance(Duration.ofMillis(100));
    table.replace(new TreeMap<>(Map.of(A, "x")));
    table.put(A, "x");
    time.advance(Duration.ofMillis(100));

    assertThat(told).hasSize(1);
  }

  @Test
  void theSameTroubleIsToldOnceWithItsBeginning() {
    table.failed(false, new IllegalStateException("refused"));
    time.advance(Duration.ofSeconds(10));
    table.failed(false, new IllegalStateException("refused"));
    time.advance(Duration.ofSeconds(1));

    assertThat(told)
        .singleElement()
        .satisfies(
            snapshot ->
                assertThat(snapshot.warnings())
                    .containsExactly(
                        "management cluster \"hub\" cannot be watched for secrets since"
                            + " 1970-01-01T00:00:00Z: refused; none of its clusters is known"
                            + " yet"));
  }

  @Test
  void aListEndsOnlyTheTroubleWithLists() {
    table.failed(true, new IllegalStateException("no watch"));
    table.replace(new TreeMap<>(Map.of(A, "x")));
    time.advance(Duration.ofMillis(100));
    assertThat(told.getLast().warnings()).hasSize(1);

    table.watched();
    time.advance(Duration.ofMillis(100));
    assertThat(told.getLast().warnings()).isEmpty();
  }
}
