package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.Context;
import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.MergedKubeconfig.Entry;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every context of some kubeconfig files as a cluster. What is broken is told and hinders nothing
 * else: a file as a warning, a context as a cluster with an error.
 */
public final class KubeconfigInventory {

  public static final String SOURCE = "kubeconfig";

  private final Map<String, String> environment;
  private final ClusterLabels labels;
  private final SortedMap<String, Entry<Context>> contexts = new TreeMap<>();
  private final List<ClusterTarget> targets = new ArrayList<>();
  private final List<String> warnings;
  private final DuplicateNames duplicates = new DuplicateNames();

  private KubeconfigInventory(
      List<String> warnings, Map<String, String> environment, ClusterLabels labels) {
    this.warnings = new ArrayList<>(warnings);
    this.environment = environment;
    this.labels = labels;
  }

  /** Reads the files, of which those that do not exist are left out; blocks. */
  public static Inventory load(List<Path> files) {
    return of(new KubeconfigFiles(files).reading(), System.getenv(), ClusterLabels.NONE);
  }

  /**
   * One context of one file, with an error where it cannot be used; blocks.
   *
   * @param name empty: the current context
   */
  public static ClusterTarget target(Path file, String name) {
    try {
      KubeconfigDocument document = KubeconfigDocument.read(file);
      MergedKubeconfig merged = new MergedKubeconfig(List.of(document), duplicate -> {});
      Entry<Context> context =
          name.isEmpty() ? merged.current(document) : merged.contexts().get(name);
      if (context == null) {
        return broken(file, "%s: there is no context \"%s\"".formatted(file, name));
      }
      var inventory = new KubeconfigInventory(List.of(), System.getenv(), ClusterLabels.NONE);
      return inventory.target(context, new ContextReader(merged, System.getenv()));
    } catch (IOException e) {
      return broken(file, file + ": " + e.getMessage());
    } catch (InvalidContextException e) {
      return broken(file, e.problem());
    }
  }

  private static ClusterTarget broken(Path file, String problem) {
    String name = file.toString();
    return new ClusterTarget(
        new Cluster(name, name, Map.of(), SOURCE, "default", invalid(problem)), null);
  }

  private static ClusterError invalid(String problem) {
    return ClusterError.of(ErrorCode.FAILED_PRECONDITION, "INVALID_KUBECONFIG_CONTEXT", problem);
  }

  /** Looks for the certificates and plugins that are named, which blocks. */
  static Inventory of(
      KubeconfigFiles.Reading reading, Map<String, String> environment, ClusterLabels labels) {
    var inventory = new KubeconfigInventory(reading.warnings(), environment, labels);
    reading.configurations().forEach(inventory::add);
    inventory.duplicates.warnings().forEach(inventory.warnings::add);
    return new Inventory(inventory.targets, inventory.warnings);
  }

  private void add(List<KubeconfigDocument> configuration) {
    MergedKubeconfig merged = new MergedKubeconfig(configuration, duplicates::add);
    ContextReader reader = new ContextReader(merged, environment);
    for (Entry<Context> context : merged.contexts().values()) {
      Entry<Context> earlier = contexts.putIfAbsent(context.name(), context);
      if (earlier == null) {
        targets.add(target(context, reader));
      } else {
        duplicates.add(MergedKubeconfig.duplicate("context", earlier, context.document()));
      }
    }
  }

  private ClusterTarget target(Entry<Context> context, ContextReader reader) {
    try {
      ApiEndpoint endpoint = reader.endpoint(context);
      return new ClusterTarget(cluster(context, null), endpoint);
    } catch (InvalidContextException e) {
      return new ClusterTarget(cluster(context, invalid(e.problem())), null);
    } catch (RuntimeException e) {
      // Whatever somebody writes into one context, the others are still read.
      String problem =
          "%s: context \"%s\": it cannot be read (%s)"
              .formatted(
                  context.document().origin().name(), context.name(), e.getClass().getSimpleName());
      return new ClusterTarget(cluster(context, invalid(problem)), null);
    }
  }

  private Cluster cluster(Entry<Context> context, @Nullable ClusterError error) {
    String namespace = context.value().getNamespace();
    return new Cluster(
        context.name(),
        context.name(),
        labels.of(context.name()),
        SOURCE,
        namespace == null || namespace.isEmpty() ? "default" : namespace,
        error);
  }
}
