package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.file.WatchedFile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfig files and directories, and what they name: certificates, authorities and the labels
 * file. All of them are looked at again and again, as no other way sees every change on every file
 * system.
 */
public final class KubeconfigSource implements InventorySource {
  private static final Logger LOG = Logger.getLogger(KubeconfigSource.class);

  // A plugin that was not installed may be by now.
  private static final int LOOKS_BETWEEN_RETRIES = 20;

  private final KubeconfigFiles files;
  private final @Nullable WatchedFile<ClusterLabels> labels;
  private final Map<String, String> environment;
  private final Duration interval;
  private final ScheduledExecutorService timers;
  private final Executor blocking;
  private Inventory last = new Inventory(List.of(), List.of());
  private int looks;
  private boolean replacedBefore;

  /**
   * Reads everything once, which blocks.
   *
   * @param paths of files and directories, in the order of their precedence
   * @param labels the labels file; null: none
   * @param environment of plugins
   * @param interval how often the files are looked at; a change counts once it has rested so long
   * @param blocking runs what blocks
   */
  public KubeconfigSource(
      List<Path> paths,
      @Nullable Path labels,
      Map<String, String> environment,
      Duration interval,
      ScheduledExecutorService timers,
      Executor blocking) {
    this.files = new KubeconfigFiles(paths);
    this.labels = labels == null ? null : new WatchedFile<>(labels, ClusterLabels::read);
    this.environment = Map.copyOf(environment);
    this.interval = interval;
    this.timers = timers;
    this.blocking = blocking;
  }

  @Override
  public Multi<Inventory> inventories() {
    Multi<Inventory> changes =
        Multi.createFrom()
            .ticks()
            .startingAfter(interval)
            .onExecutor(timers)
            .every(interval)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick ->
                    Uni.createFrom()
                        .item(this::look)
                        .runSubscriptionOn(blocking)
                        .onFailure()
                        .invoke(
                            failure -> LOG.error("kubeconfig files cannot be looked at", failure))
                        .onFailure()
                        .recoverWithNull());
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(this::read), changes);
  }

  /** Null where nothing has changed. */
  private @Nullable Inventory look() {
    looks++;
    boolean changed = files.refresh();
    changed |= labels != null && labels.refresh();
    boolean replaced = endpoints().anyMatch(endpoint -> endpoint != null && !endpoint.isCurrent());
    // A certificate that was just written may lack its end, or its key.
    changed |= replaced && replacedBefore;
    replacedBefore = replaced;
    changed |= looks % LOOKS_BETWEEN_RETRIES == 0 && endpoints().anyMatch(Objects::isNull);
    return changed ? readAgain() : null;
  }

  /** What is as it was stays the same in memory, too, for executions that hold it. */
  private @Nullable Inventory readAgain() {
    Inventory before = last;
    if (read().equals(before)) {
      last = before;
      return null;
    }
    return last;
  }

  private Stream<@Nullable ApiEndpoint> endpoints() {
    return last.targets().stream().map(ClusterTarget::endpoint);
  }

  private Inventory read() {
    KubeconfigFiles.Reading reading = files.reading();
    Inventory inventory = KubeconfigInventory.of(reading, environment, labels());
    last =
        labels == null || labels.problem().isEmpty()
            ? inventory
            : inventory.withWarning(labels.problem());
    return last;
  }

  private ClusterLabels labels() {
    ClusterLabels known = labels == null ? null : labels.content();
    return known == null ? ClusterLabels.NONE : known;
  }
}
