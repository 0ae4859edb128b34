package io.fleetexecutor.execution;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that a caller sees: no other is there. What inventories warn of only who sees all.
 */
public record VisibleClusters(ClusterRegistry all, Supplier<Grants> grants)
    implements ClusterRegistry {

  @Override
  public List<Cluster> clusters() {
    return all.clusters().stream().filter(grants.get()::sees).toList();
  }

  @Override
  public @Nullable Cluster find(String name) {
    Cluster found = all.find(name);
    return found != null && grants.get().sees(found) ? found : null;
  }

  @Override
  public List<String> warnings() {
    return grants.get().seesAll() ? all.warnings() : List.of();
  }

  @Override
  public @Nullable ClusterHealth health(String cluster) {
    return find(cluster) == null ? null : all.health(cluster);
  }

  @Override
  public Cancellable follow(Runnable changed) {
    return all.follow(changed);
  }
}
