package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One page of a list: the selected objects after the token, at most as many as the limit. */
record Page(List<? extends HasMetadata> items, ListMeta metadata) {

  static Page of(Traits cluster, ResourcePath path, ListQuery query) {
    List<? extends HasMetadata> left =
        path.resource().objects(cluster).stream()
            .filter(object -> path.matches(object.getMetadata()))
            .filter(object -> query.labels().matches(labels(object)))
            .filter(query.fields())
            .filter(
                object ->
                    query.after() == null || ApiResource.key(object).compareTo(query.after()) > 0)
            .toList();
    ListMetaBuilder metadata = new ListMetaBuilder().withResourceVersion(cluster.resourceVersion());
    if (query.limit() == 0 || left.size() <= query.limit()) {
      return new Page(left, metadata.build());
    }
    String last = ApiResource.key(left.get(query.limit() - 1));
    long remaining = left.size() - query.limit();
    return new Page(
        left.subList(0, query.limit()),
        metadata
            .withContinue(ContinueToken.encode(Long.parseLong(cluster.resourceVersion()), last))
            .withRemainingItemCount(query.selective() ? null : Long.valueOf(remaining))
            .build());
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }
}
