package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClientCertificate;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.PemSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
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
  private Map<Path, Optional<FileStamp>> named = Map.of();
  private boolean broken;
  private int looks;

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
    changed |= named.entrySet().stream().anyMatch(KubeconfigSource::isOther);
    changed |= broken && looks % LOOKS_BETWEEN_RETRIES == 0;
    return changed ? read() : null;
  }

  private static boolean isOther(Map.Entry<Path, Optional<FileStamp>> named) {
    return !named.getValue().equals(stamp(named.getKey()));
  }

  private static Optional<FileStamp> stamp(Path path) {
    return Optional.ofNullable(FileStamp.of(path));
  }

  private Inventory read() {
    KubeconfigFiles.Reading reading = files.reading();
    Inventory inventory = KubeconfigInventory.of(reading, environment, labels());
    broken = inventory.targets().stream().anyMatch(target -> target.endpoint() == null);
    named =
        inventory.targets().stream()
            .map(ClusterTarget::endpoint)
            .filter(Objects::nonNull)
            .flatMap(KubeconfigSource::pemFiles)
            .distinct()
            .collect(Collectors.toMap(path -> path, KubeconfigSource::stamp));
    return labels == null || labels.problem().isEmpty()
        ? inventory
        : inventory.withWarning(labels.problem());
  }

  private ClusterLabels labels() {
    ClusterLabels known = labels == null ? null : labels.content();
    return known == null ? ClusterLabels.NONE : known;
  }

  private static Stream<Path> pemFiles(ApiEndpoint endpoint) {
    ClientCertificate certificate = endpoint.credentials().certificate();
    return Stream.of(
            endpoint.tls().authority(),
            certificate == null ? null : certificate.certificate(),
            certificate == null ? null : certificate.key())
        .filter(PemSource.PemFile.class::isInstance)
        .map(source -> ((PemSource.PemFile) source).path());
  }
}
