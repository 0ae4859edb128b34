package io.fleetexecutor.bench;

import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** So many clusters, which nobody asks for anything. */
final class ManyClusters implements ClusterRegistry {
  private final List<Cluster> clusters;
  private final Map<String, Cluster> byName;

  ManyClusters(int count) {
    this.clusters =
        IntStream.range(0, count)
            .mapToObj("cluster-%05d"::formatted)
            .map(name -> new Cluster(name, name, Map.of(), "bench", "default", null))
            .toList();
    this.byName = clusters.stream().collect(Collectors.toMap(Cluster::name, Function.identity()));
  }

  @Override
  public List<Cluster> clusters() {
    return clusters;
  }

  @Override
  public @Nullable Cluster find(String name) {
    return byName.get(name);
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }

  @Override
  public @Nullable ClusterHealth health(String cluster) {
    return null;
  }

  @Override
  public Cancellable follow(Runnable changed) {
    return () -> {};
  }
}
