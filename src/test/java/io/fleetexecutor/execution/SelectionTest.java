package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.NamePattern;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  private final FakeFleet fleet = fleet("dev-1", "prod-1", "prod-2", "prod-10", "a.b*c");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *        | prod-1     | true
          prod-*   | prod-1     | true
          prod-*   | preprod-1  | false
          prod-?   | prod-1     | true
          prod-?   | prod-10    | false
          *-*-*    | a-b-c      | true
          *-*-*    | a-b        | false
          a*b*c    | abc        | true
          a*b*c    | a-c-b      | false
          *ab      | aab        | true
          *a?      | aaab       | true
          a.b      | axb        | false
          [ab]     | a          | false
          \\Q*     | \\Qx       | true
          """)
  void patternsMatchAsInAShell(String pattern, String name, boolean expected) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(expected);
  }

  @Test
  void aHostilePatternTakesNoLongerThanNameTimesPattern() {
    String pattern = "*a".repeat(500) + "b";
    assertThat(NamePattern.of(pattern).matches("a".repeat(1_000))).isFalse();
  }

  @Test
  void namesAndPatternsJoinAndExclusionsNarrow() {
    assertThat(names(List.of("prod-?", "dev-1"), List.of("*-2")))
        .containsExactly("dev-1", "prod-1");
    assertThat(names(List.of(), List.of("prod-*"))).containsExactly("dev-1", "a.b*c");
  }

  @Test
  void anUnknownNameIsRefusedAndToldWithTheOthers() {
    assertThatThrownBy(() -> require(List.of("prod-1", "prod-7", "x"), List.of(), null))
        .isInstanceOf(FailedPreconditionException.class)
        .hasMessage("no such cluster: prod-7, x")
        .hasFieldOrPropertyWithValue("reason", "UNKNOWN_CLUSTER");
  }

  @Test
  void selectingNothingIsRefused() {
    assertThatThrownBy(() -> require(List.of("stage-*"), List.of(), null))
        .hasMessage("the selector takes none of the fleet's 5 clusters")
        .hasFieldOrPropertyWithValue("reason", "NO_CLUSTER_SELECTED");
    assertThatThrownBy(() -> Selection.require(fleet(), ClusterSelector.ALL))
        .hasMessage("the fleet has no clusters");
  }

  @Test
  void anotherCountThanExpectedIsRefused() {
    assertThat(require(List.of("prod-*"), List.of(), 3)).hasSize(3);
    assertThatThrownBy(() -> require(List.of("prod-*"), List.of(), 2))
        .hasMessage("the selector takes 3 clusters, expected were 2")
        .hasFieldOrPropertyWithValue("reason", "UNEXPECTED_CLUSTER_COUNT")
        .hasFieldOrPropertyWithValue("subject", "spec.cluster_selector.expected_cluster_count");
  }

  @Test
  void labelsNarrowWhatNamesTake() {
    var labelled =
        new FakeFleet(
            List.of(
                labelled("prod-1", Map.of("region", "eu")),
                labelled("prod-2", Map.of("region", "us")),
                labelled("stage-1", Map.of("region", "eu", "legacy", "")),
                labelled("stage-2", Map.of())),
            cluster -> Uni.createFrom().item(FakeFleet.OK));

    assertThat(labelled(labelled, List.of(), "region in (eu,us)"))
        .containsExactly("prod-1", "prod-2", "stage-1");
    assertThat(labelled(labelled, List.of("stage-*"), "region=eu")).containsExactly("stage-1");
    assertThat(labelled(labelled, List.of(), "!legacy,region!=us"))
        .containsExactly("prod-1", "stage-2");
  }

  private static List<String> labelled(FakeFleet fleet, List<String> names, String selector) {
    return Selection.require(fleet, new ClusterSelector(names, selector, List.of(), null)).stream()
        .map(Cluster::name)
        .toList();
  }

  private static Cluster labelled(String name, Map<String, String> labels) {
    return new Cluster(name, name, labels, "test", "default", null);
  }

  private List<Cluster> require(
      List<String> names, List<String> excluded, @Nullable Integer expected) {
    return Selection.require(fleet, new ClusterSelector(names, "", excluded, expected));
  }

  private List<String> names(List<String> names, List<String> excluded) {
    return Selection.select(fleet.clusters(), new ClusterSelector(names, "", excluded, null))
        .stream()
        .map(Cluster::name)
        .toList();
  }

  private static FakeFleet fleet(String... names) {
    return new FakeFleet(
        List.of(names).stream().map(FakeFleet::cluster).toList(),
        cluster -> Uni.createFrom().item(FakeFleet.OK));
  }
}
