package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private static final List<String> CLUSTERS =
      IntStream.range(0, 3_000).mapToObj("cluster-%04d"::formatted).toList();

  private static Map<String, String> places(String... processes) {
    return CLUSTERS.stream()
        .collect(
            Collectors.toMap(
                cluster -> cluster, cluster -> Rendezvous.choose(cluster, List.of(processes))));
  }

  @Test
  void everyProcessHasItsPart() {
    Map<String, Long> parts =
        places("a", "b", "c").values().stream()
            .collect(Collectors.groupingBy(process -> process, Collectors.counting()));
    assertThat(parts)
        .hasSize(3)
        .allSatisfy((process, part) -> assertThat(part).isBetween(900L, 1_100L));
  }

  @Test
  void theOrderOfProcessesDoesNotMatter() {
    assertThat(places("a", "b", "c")).isEqualTo(places("c", "a", "b"));
  }

  @Test
  void onlyTheClustersOfTheOneThatGoesMove() {
    Map<String, String> before = places("a", "b", "c");
    places("a", "c")
        .forEach(
            (cluster, place) -> {
              if (!"b".equals(before.get(cluster))) {
                assertThat(place).isEqualTo(before.get(cluster));
              }
            });
  }
}
