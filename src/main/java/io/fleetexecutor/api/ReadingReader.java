package io.fleetexecutor.api;

import io.fleetexecutor.model.Operation.AwaitCondition;
import io.fleetexecutor.model.Operation.GetResource;
import io.fleetexecutor.model.Operation.ListResources;
import java.time.Duration;
import java.util.Objects;

/** Reads the operations that change nothing. */
final class ReadingReader {
  static final int LONGEST_SELECTOR = 16_384;
  private static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(2);
  private static final Duration SHORTEST_POLL_INTERVAL = Duration.ofMillis(100);

  private final Violations violations;
  private final ResourceReader resources;

  ReadingReader(Violations violations, ResourceReader resources) {
    this.violations = violations;
    this.resources = resources;
  }

  GetResource get(io.fleetexecutor.v1.GetResource proto, String path) {
    return new GetResource(resources.ref(proto.hasRef(), proto.getRef(), path));
  }

  ListResources list(io.fleetexecutor.v1.ListResources proto, String path) {
    resources.apiVersion(proto.getApiVersion(), path + ".api_version");
    resources.kind(proto.getKind(), path + ".kind");
    resources.namespace(proto.getNamespace(), path + ".namespace");
    violations.atMost(proto.getLabelSelector(), LONGEST_SELECTOR, path + ".label_selector");
    violations.atMost(proto.getFieldSelector(), LONGEST_SELECTOR, path + ".field_selector");
    violations.check(
        proto.getMaxObjectCount() >= 0,
        path + ".max_object_count",
        "is %d, must be 0 (no limit) or more".formatted(proto.getMaxObjectCount()));
    violations.check(
        !proto.getContextNamespace() || proto.getNamespace().isEmpty(),
        path + ".context_namespace",
        "is set together with namespace %s, set one of them"
            .formatted(Violations.quote(proto.getNamespace())));
    return new ListResources(
        proto.getApiVersion(),
        proto.getKind(),
        proto.getNamespace(),
        proto.getLabelSelector(),
        proto.getFieldSelector(),
        proto.getMaxObjectCount(),
        proto.getContextNamespace());
  }

  AwaitCondition await(io.fleetexecutor.v1.AwaitCondition proto, String path) {
    new ExpressionReader(violations).condition(proto.getExpression(), path + ".expression");
    return new AwaitCondition(
        resources.ref(proto.hasRef(), proto.getRef(), path),
        proto.getExpression(),
        pollInterval(proto, path + ".poll_interval"));
  }

  private Duration pollInterval(io.fleetexecutor.v1.AwaitCondition proto, String field) {
    if (!proto.hasPollInterval()) {
      return DEFAULT_POLL_INTERVAL;
    }
    Duration interval =
        Objects.requireNonNullElse(
            violations.notNegative(proto.getPollInterval(), field), DEFAULT_POLL_INTERVAL);
    violations.check(
        interval.compareTo(SHORTEST_POLL_INTERVAL) >= 0,
        field,
        "is %s, must be at least 0.1s".formatted(Times.text(Times.duration(interval))));
    return interval;
  }
}
