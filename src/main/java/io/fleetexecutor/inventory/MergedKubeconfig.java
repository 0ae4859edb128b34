package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several kubeconfigs as one: the first to name a cluster, user or context wins. */
final class MergedKubeconfig {

  /** An entry, and the kubeconfig that it is in. */
  record Entry<T>(String name, T value, KubeconfigDocument document) {}

  private final SortedMap<String, Entry<Context>> contexts = new TreeMap<>();
  private final Map<String, Entry<Cluster>> clusters = new HashMap<>();
  private final Map<String, Entry<AuthInfo>> users = new HashMap<>();

  MergedKubeconfig(List<KubeconfigDocument> documents, Consumer<String> warnings) {
    for (KubeconfigDocument document : documents) {
      add(
          document.config().getContexts(),
          NamedContext::getName,
          NamedContext::getContext,
          contexts,
          document,
          earlier -> warnings.accept(duplicate("context", earlier, document)));
      add(
          document.config().getClusters(),
          NamedCluster::getName,
          NamedCluster::getCluster,
          clusters,
          document,
          earlier -> tellWithin("cluster", earlier, document, warnings));
      add(
          document.config().getUsers(),
          NamedAuthInfo::getName,
          NamedAuthInfo::getUser,
          users,
          document,
          earlier -> tellWithin("user", earlier, document, warnings));
    }
  }

  static String duplicate(String type, Entry<?> earlier, KubeconfigDocument later) {
    return earlier.document() == later
        ? "%s: more than one %s is named \"%s\"; the first one counts"
            .formatted(later.origin().name(), type, earlier.name())
        : "%s: a %s is named \"%s\", as one of %s, which counts"
            .formatted(
                later.origin().name(), type, earlier.name(), earlier.document().origin().name());
  }

  /** Clusters and users of one name in several files are as kubectl has them. */
  private static void tellWithin(
      String type, Entry<?> earlier, KubeconfigDocument document, Consumer<String> warnings) {
    if (earlier.document() == document) {
      warnings.accept(duplicate(type, earlier, document));
    }
  }

  SortedMap<String, Entry<Context>> contexts() {
    return contexts;
  }

  /** The context that a kubeconfig calls its current one, or the only one that there is. */
  Entry<Context> current(KubeconfigDocument document) {
    String origin = document.origin().name();
    String named = document.config().getCurrentContext();
    if (named == null || named.isEmpty()) {
      if (contexts.size() == 1) {
        return contexts.firstEntry().getValue();
      }
      throw new InvalidContextException(
          "%s: current-context is missing, and there are %d contexts"
              .formatted(origin, contexts.size()));
    }
    Entry<Context> context = contexts.get(named);
    if (context == null) {
      throw new InvalidContextException(
          origin + ": current-context names no context that there is");
    }
    return context;
  }

  @Nullable Entry<Cluster> cluster(String name) {
    return clusters.get(name);
  }

  @Nullable Entry<AuthInfo> user(String name) {
    return users.get(name);
  }

  private static <N, T> void add(
      @Nullable List<N> entries,
      Function<N, @Nullable String> name,
      Function<N, @Nullable T> value,
      Map<String, Entry<T>> merged,
      KubeconfigDocument document,
      Consumer<Entry<T>> duplicate) {
    if (entries == null) {
      return;
    }
    for (N entry : entries) {
      String key = entry == null ? null : name.apply(entry);
      T content = entry == null ? null : value.apply(entry);
      if (key == null || key.isEmpty() || content == null) {
        continue;
      }
      Entry<T> earlier = merged.putIfAbsent(key, new Entry<>(key, content, document));
      if (earlier != null) {
        duplicate.accept(earlier);
      }
    }
  }
}
