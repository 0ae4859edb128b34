package io.fleetexecutor;

import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.ClusterProfileSource;
import io.fleetexecutor.inventory.FixedSource;
import io.fleetexecutor.inventory.InCluster;
import io.fleetexecutor.inventory.Inventory;
import io.fleetexecutor.inventory.InventorySource;
import io.fleetexecutor.inventory.KubeconfigInventory;
import io.fleetexecutor.inventory.KubeconfigPaths;
import io.fleetexecutor.inventory.KubeconfigSource;
import io.fleetexecutor.inventory.SecretSource;
import io.fleetexecutor.inventory.management.ManagementCluster;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** Where clusters come from, as the settings say, in the order of precedence. */
record FleetSources(
    FleetSettings settings,
    ClusterConnections management,
    InstantSource clock,
    ScheduledExecutorService timers) {

  /** Reads what is in files, which blocks. */
  List<InventorySource> all() {
    List<InventorySource> sources = new ArrayList<>();
    if (settings.inCluster()) {
      sources.add(new FixedSource(new Inventory(List.of(inCluster()), List.of())));
    }
    List<InventorySource> managed = managed();
    boolean named = settings.kubeconfig().isPresent() || System.getenv("KUBECONFIG") != null;
    // Nobody who has said where the clusters are means a file that happens to be there.
    if (named || sources.isEmpty() && managed.isEmpty()) {
      sources.add(kubeconfig());
    }
    sources.addAll(managed);
    return sources;
  }

  private InventorySource kubeconfig() {
    Path home = Path.of(System.getProperty("user.home"));
    return new KubeconfigSource(
        settings
            .kubeconfig()
            .orElseGet(() -> KubeconfigPaths.of(System.getenv("KUBECONFIG"), home)),
        settings.clusterLabelsFile().orElse(null),
        System.getenv(),
        settings.inventoryInterval(),
        timers,
        Infrastructure.getDefaultWorkerPool());
  }

  private List<InventorySource> managed() {
    FleetSettings.Management from = settings.management();
    String namespace = from.namespace().orElse("");
    Set<String> commands = from.execCommands().orElse(Set.of());
    List<InventorySource> sources = new ArrayList<>();
    if (from.clusterApi() || from.argoCd() || from.clusterProfileProviders().isPresent()) {
      ManagementCluster cluster = managementCluster();
      if (from.clusterApi()) {
        sources.add(SecretSource.clusterApi(cluster, namespace, commands));
      }
      if (from.argoCd()) {
        sources.add(SecretSource.argoCd(cluster, namespace, commands));
      }
      from.clusterProfileProviders()
          .ifPresent(
              providers -> sources.add(ClusterProfileSource.of(cluster, namespace, providers)));
    }
    return sources;
  }

  private ManagementCluster managementCluster() {
    ClusterTarget target =
        settings
            .management()
            .kubeconfig()
            .map(
                file ->
                    KubeconfigInventory.target(file, settings.management().context().orElse("")))
            .orElseGet(FleetSources::inCluster);
    String name = target.cluster().name();
    management.update(Map.of(name, target));
    return new ManagementCluster(
        name, () -> management.get(name), clock, timers, RandomGenerator.getDefault());
  }

  private static ClusterTarget inCluster() {
    return InCluster.own();
  }
}
