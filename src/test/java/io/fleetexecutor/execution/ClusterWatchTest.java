package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterChange;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.model.ClusterSelector;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
  private final FakeFleet fleet =
      new FakeFleet(
          List.of(FakeFleet.cluster("a"), FakeFleet.cluster("b")),
          cluster -> Uni.createFrom().item(FakeFleet.OK));

  private AssertSubscriber<ClusterChange> watch(ClusterSelector selector, long demand) {
    return ClusterWatch.of(fleet, selector)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private void change(List<Cluster> clusters) {
    fleet.clusters = clusters;
    fleet.followers.forEach(Runnable::run);
  }

  private static List<String> told(AssertSubscriber<ClusterChange> watch) {
    return watch.getItems().stream().map(ClusterWatchTest::text).toList();
  }

  private static String text(ClusterChange change) {
    return switch (change) {
      case ClusterChange.Added added -> "+" + added.cluster().name();
      case ClusterChange.Changed changed -> "~" + changed.cluster().name();
      case ClusterChange.Removed removed -> "-" + removed.cluster();
      case ClusterChange.SnapshotCompleted completed -> "all " + completed.clusterCount();
      case ClusterChange.WarningsChanged changed -> "warnings " + changed.warnings();
    };
  }

  private static void awaitTold(AssertSubscriber<ClusterChange> watch, String... texts) {
    Awaitility.await().until(() -> told(watch).size() >= texts.length);
    assertThat(told(watch)).containsExactly(texts);
  }

  private static Cluster labelled(String name, Map<String, String> labels) {
    return FakeFleet.cluster(name).withLabels(labels);
  }

  private static ClusterHealth health(boolean reachable, long second) {
    Instant time = Instant.ofEpochSecond(second);
    return new ClusterHealth(
        reachable, "v1.33.2", time, time, Duration.ofMillis(second), null, false);
  }

  @Test
  void whatThereIsComesFirstAndThenEveryChange() {
    AssertSubscriber<ClusterChange> watch = watch(ClusterSelector.ALL, Long.MAX_VALUE);
    awaitTold(watch, "+a", "+b", "all 2");

    change(List.of(labelled("a", Map.of("env", "prod")), FakeFleet.cluster("c")));

    awaitTold(watch, "+a", "+b", "all 2", "~a", "+c", "-b");
  }

  @Test
  void anEmptyFleetIsCompleteAtOnce() {
    change(List.of());

    awaitTold(watch(ClusterSelector.ALL, Long.MAX_VALUE), "all 0");
  }

  @Test
  void healthIsToldWhenItChangesAndNotWhenItsTimesDo() {
    fleet.health.put("a", health(true, 1));
    AssertSubscriber<ClusterChange> watch = watch(ClusterSelector.ALL, Long.MAX_VALUE);
    awaitTold(watch, "+a", "+b", "all 2");

    fleet.health.put("a", health(true, 2));
    fleet.health.put("b", health(true, 2));
    change(fleet.clusters);
    awaitTold(watch, "+a", "+b", "all 2", "~b");

    fleet.health.put("a", health(false, 3));
    change(fleet.clusters);
    awaitTold(watch, "+a", "+b", "all 2", "~b", "~a");
  }

  @Test
  void aClusterWhoseLabelsChangeComesAndGoes() {
    var prod = new ClusterSelector(List.of(), "env=prod", List.of(), null);
    AssertSubscriber<ClusterChange> watch = watch(prod, Long.MAX_VALUE);
    awaitTold(watch, "all 0");

    change(List.of(labelled("a", Map.of("env", "prod"))));
    awaitTold(watch, "all 0", "+a");

    change(List.of(labelled("a", Map.of("env", "dev"))));
    awaitTold(watch, "all 0", "+a", "-a");
  }

  @Test
  void aSlowReaderIsToldTheLastStateAlone() {
    AssertSubscriber<ClusterChange> watch = watch(ClusterSelector.ALL, 3);
    awaitTold(watch, "+a", "+b", "all 2");

    for (int i = 0; i < 100; i++) {
      change(List.of(labelled("a", Map.of("i", "x" + i))));
    }
    change(List.of(FakeFleet.cluster("c")));
    watch.request(Long.MAX_VALUE);

    Awaitility.await().until(() -> told(watch).containsAll(List.of("+c", "-a", "-b")));
    assertThat(told(watch)).filteredOn(text -> text.equals("~a")).hasSizeLessThan(5);
  }

  @Test
  void whoeverLeavesIsFollowedByNothing() {
    AssertSubscriber<ClusterChange> watch = watch(ClusterSelector.ALL, Long.MAX_VALUE);
    awaitTold(watch, "+a", "+b", "all 2");

    watch.cancel();

    assertThat(fleet.followers).isEmpty();
  }
}
