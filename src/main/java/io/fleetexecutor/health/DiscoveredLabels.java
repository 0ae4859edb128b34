package io.fleetexecutor.health;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels that no inventory has to give: {@code fleet.source}, and once a cluster told its version,
 * {@code fleet.version}, such as {@code v1.33.2}, and {@code fleet.platform} where the version
 * names one, as in {@code v1.33.2-gke.100} and {@code v1.33.2+k3s1}.
 */
final class DiscoveredLabels {
  private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+");
  private static final Pattern PLATFORM =
      Pattern.compile("[-+](gke|eks|k3s|rke2|k0s|iks|aliyun|tke|vmware)", Pattern.CASE_INSENSITIVE);

  private DiscoveredLabels() {}

  static Map<String, String> of(Cluster cluster, @Nullable ClusterHealth health) {
    Map<String, String> labels = new HashMap<>();
    labels.put("fleet.source", cluster.source());
    String version = health == null ? "" : health.kubernetesVersion();
    Matcher number = VERSION.matcher(version);
    if (number.lookingAt()) {
      labels.put("fleet.version", number.group());
    }
    Matcher platform = PLATFORM.matcher(version);
    if (platform.find()) {
      labels.put("fleet.platform", platform.group(1).toLowerCase(Locale.ROOT));
    }
    return labels;
  }
}
