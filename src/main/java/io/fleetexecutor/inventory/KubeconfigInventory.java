package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.Context;
import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every context of some kubeconfig files as a cluster. What is broken is told and hinders nothing
 * else: a file as a warning, a context as a cluster with an error.
 */
public final class KubeconfigInventory {

  public static final String SOURCE = "kubeconfig";

  private KubeconfigInventory() {}

  /** Reads the files, of which those that do not exist are left out; blocks. */
  public static Inventory load(List<Path> files) {
    List<String> warnings = new ArrayList<>();
    MergedKubeconfig merged = new MergedKubeconfig(read(files, warnings), warnings::add);
    ContextReader reader = new ContextReader(merged, System.getenv());
    List<ClusterTarget> targets = new ArrayList<>();
    merged.contexts().values().forEach(context -> targets.add(target(context, reader)));
    return new Inventory(targets, warnings);
  }

  private static List<KubeconfigFile> read(List<Path> paths, List<String> warnings) {
    List<KubeconfigFile> files = new ArrayList<>();
    if (paths.stream().noneMatch(Files::exists)) {
      warnings.add("no kubeconfig file exists; looked for " + paths);
    }
    for (Path path : paths) {
      if (Files.exists(path)) {
        try {
          files.add(KubeconfigFile.read(path));
        } catch (IOException e) {
          warnings.add(path + ": " + e.getMessage());
        }
      }
    }
    return files;
  }

  private static ClusterTarget target(
      MergedKubeconfig.Entry<Context> context, ContextReader reader) {
    try {
      ApiEndpoint endpoint = reader.endpoint(context);
      return new ClusterTarget(cluster(context, null), endpoint);
    } catch (InvalidContextException e) {
      ClusterError error =
          ClusterError.of(ErrorCode.FAILED_PRECONDITION, "INVALID_KUBECONFIG_CONTEXT", e.problem());
      return new ClusterTarget(cluster(context, error), null);
    }
  }

  private static Cluster cluster(
      MergedKubeconfig.Entry<Context> context, @Nullable ClusterError error) {
    String namespace = context.value().getNamespace();
    return new Cluster(
        context.name(),
        context.name(),
        Map.of(),
        SOURCE,
        namespace == null || namespace.isEmpty() ? "default" : namespace,
        error);
  }
}
