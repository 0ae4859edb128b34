package io.fleetexecutor.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes cluster that an inventory knows.
 *
 * @param name unique in the fleet; the kubeconfig's context name
 * @param source which inventory named it, for example {@code kubeconfig}
 * @param error why no request can be sent to it; null where its configuration is complete
 */
public record Cluster(
    String name,
    String displayName,
    Map<String, String> labels,
    String source,
    String defaultNamespace,
    @Nullable ClusterError error) {

  public Cluster {
    labels = Map.copyOf(labels);
  }

  /** With more labels, which go over those of the same key. */
  public Cluster withLabels(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(labels);
    all.putAll(more);
    return new Cluster(name, displayName, all, source, defaultNamespace, error);
  }
}
