package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.ClusterObject.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads ClusterProfiles: the first access provider that has a plugin here leads to the cluster. */
record ClusterProfiles(AccessProviders providers, Map<String, String> environment) {
  static final String SOURCE = "cluster-profile";
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  Optional<ClusterTarget> target(ClusterObject profile) {
    String name = profile.key().name();
    String displayName = profile.object().path("spec").path("displayName").asText("");
    return Optional.of(
        profile.target(
            name,
            displayName.isEmpty() ? name : displayName,
            ProfileLabels.of(profile),
            SOURCE,
            "INVALID_CLUSTER_PROFILE",
            () -> access(profile)));
  }

  private Access access(ClusterObject profile) {
    Map<String, JsonNode> offered = offered(profile.object().path("status"));
    String chosen =
        providers.names().stream()
            .filter(offered::containsKey)
            .findFirst()
            .orElseThrow(() -> noneKnown(profile, offered.keySet()));
    KubeconfigDocument document =
        new KubeconfigDocument(
            new KubeconfigOrigin.RemoteObject(profile.toString(), Set.of(), Map.of()),
            new ConfigBuilder()
                .withClusters(
                    new NamedCluster(
                        cluster(profile, chosen, requireNonNull(offered.get(chosen))), chosen))
                .withContexts(new NamedContext(context(chosen), chosen))
                .build());
    MergedKubeconfig kubeconfig =
        new MergedKubeconfig(List.of(document, providers.document()), duplicate -> {});
    return new Access(
        new ContextReader(kubeconfig, environment)
            .endpoint(kubeconfig.contexts().firstEntry().getValue()),
        null);
  }

  private InvalidContextException noneKnown(ClusterObject profile, Set<String> offered) {
    return profile.invalid(
        offered.isEmpty()
            ? "status.accessProviders is empty, so nothing says how to reach the cluster"
            : "status.accessProviders has %s, for none of which %s has a plugin"
                .formatted(String.join(", ", offered), providers.path()));
  }

  /** The clusters by the providers that lead to them; the older field counts where it is alone. */
  private static Map<String, JsonNode> offered(JsonNode status) {
    Map<String, JsonNode> offered = new LinkedHashMap<>();
    for (String field : List.of("credentialProviders", "accessProviders")) {
      status
          .path(field)
          .valueStream()
          .forEach(
              provider -> offered.put(provider.path("name").asText(""), provider.path("cluster")));
    }
    return offered;
  }

  private static Cluster cluster(ClusterObject profile, String provider, JsonNode node) {
    try {
      return JSON.convertValue(node, Cluster.class);
    } catch (IllegalArgumentException e) {
      throw profile.invalid(
          "status.accessProviders: the cluster of \"" + provider + "\" is of another form");
    }
  }

  private static Context context(String name) {
    Context context = new Context();
    context.setCluster(name);
    context.setUser(name);
    return context;
  }
}
