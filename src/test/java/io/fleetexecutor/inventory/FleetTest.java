package io.fleetexecutor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final UnicastProcessor<Inventory> first = UnicastProcessor.create();
  private final UnicastProcessor<Inventory> second = UnicastProcessor.create();
  private final Fleet fleet = Fleet.of(List.of(() -> first, () -> second));

  private static Inventory inventory(String source, String... names) {
    return new Inventory(
        Stream.of(names)
            .map(name -> new Cluster(name, name, Map.of(), source, "default", null))
            .map(
                cluster ->
                    new ClusterTarget(
                        cluster, ApiEndpoint.anonymous(URI.create("https://c.example"))))
            .toList(),
        List.of());
  }

  private List<String> clusters() {
    return fleet.clusters().stream().map(each -> each.name() + " " + each.source()).toList();
  }

  @Test
  void clustersOfAllSourcesAreOneListByName() {
    second.onNext(inventory("two", "b", "a"));
    assertThat(fleet.isComplete()).isFalse();
    first.onNext(inventory("one", "c"));

    assertThat(fleet.isComplete()).isTrue();
    assertThat(clusters()).containsExactly("a two", "b two", "c one");
  }

  @Test
  void theEarlierSourceCountsWhicheverCameFirst() {
    second.onNext(inventory("two", "a", "b"));
    first.onNext(inventory("one", "a"));

    assertThat(clusters()).containsExactly("a one", "b two");
    assertThat(fleet.warnings())
        .containsExactly(
            "more than one cluster is named \"a\"; that of one counts, that of two does not");

    first.onNext(inventory("one"));
    assertThat(clusters()).containsExactly("a two", "b two");
    assertThat(fleet.warnings()).isEmpty();
  }

  @Test
  void aSourceThatFailsKeepsItsLastState() {
    first.onNext(inventory("one", "a"));
    first.onError(new IllegalStateException("broken"));

    assertThat(clusters()).containsExactly("a one");
  }

  @Test
  void whoeverFollowsSeesTheStateAndEveryChangeUntilTheyLeave() {
    first.onNext(inventory("one", "a"));
    List<List<String>> seen = new ArrayList<>();
    Cancellable following =
        fleet.follow(roster -> seen.add(List.copyOf(roster.targets().keySet())));

    first.onNext(inventory("one", "a", "b"));
    following.cancel();
    first.onNext(inventory("one"));

    assertThat(seen).containsExactly(List.of("a"), List.of("a", "b"));
  }
}
