package io.fleetexecutor.access;

import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.AwaitCondition;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.GetResource;
import io.fleetexecutor.model.Operation.ListResources;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import io.fleetexecutor.model.ResourceRef;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a rule has to allow for an operation, as far as that is known before any cluster is asked:
 * what a kind is called in paths each cluster tells, so that resources are checked with every
 * request to it.
 *
 * @param text for people
 * @param met by a rule that may let every request through
 * @param isWhole whether such a rule will
 */
record Demand(String text, Predicate<Rule> met, boolean isWhole) {

  boolean isMetBy(Rule rule) {
    return met.test(rule);
  }

  boolean isMetAnywayBy(Rule rule) {
    return isMetBy(rule) && (isWhole || rule.isUnrestricted());
  }

  /** At least one. */
  static List<Demand> of(ExecutionSpec spec) {
    String permission = permission(spec);
    return switch (spec.operation()) {
      case CheckHealth check -> List.of(new Demand(permission, rule -> true, true));
      case RawRequest raw -> List.of(ofPath(permission, raw.path()));
      case ListResources list ->
          List.of(
              list.contextNamespace()
                  ? ofUnknown(permission)
                  : ofNamespace(permission, list.namespace()));
      case ApplyManifests apply -> ofManifests(permission, apply);
      case GetResource get -> List.of(ofRef(permission, get.ref()));
      case AwaitCondition await -> List.of(ofRef(permission, await.ref()));
      case PatchResource patch -> List.of(ofRef(permission, patch.ref()));
      case DeleteResource delete -> List.of(ofRef(permission, delete.ref()));
      case ScaleWorkload scale -> List.of(ofRef(permission, scale.ref()));
      case RestartWorkload restart -> List.of(ofRef(permission, restart.ref()));
    };
  }

  /** For people. */
  static String permission(ExecutionSpec spec) {
    return Permission.toRun(spec.operation()).text() + (spec.dryRun() ? " (dry run)" : "");
  }

  private static Demand ofPath(String permission, String path) {
    RequestTarget target = RequestTarget.of(path);
    return target == null
        ? new Demand(permission + " of all resources in all namespaces", Rule::isUnrestricted, true)
        : new Demand(permission + " of " + target, rule -> rule.covers(target), true);
  }

  private static List<Demand> ofManifests(String permission, ApplyManifests apply) {
    return apply.manifests().stream()
        .map(Manifest::namespace)
        .map(own -> own.isEmpty() ? apply.namespace() : own)
        .distinct()
        .sorted()
        .map(namespace -> ofNamed(permission, namespace))
        .toList();
  }

  private static Demand ofRef(String permission, ResourceRef ref) {
    return ofNamed(permission, ref.namespace());
  }

  private static Demand ofNamed(String permission, String namespace) {
    return namespace.isEmpty() ? ofUnknown(permission) : ofNamespace(permission, namespace);
  }

  /** In the namespace of a cluster's context, or in none. */
  private static Demand ofUnknown(String permission) {
    return new Demand(permission, rule -> true, false);
  }

  /**
   * @param namespace empty: all of them
   */
  private static Demand ofNamespace(String permission, String namespace) {
    return new Demand(
        permission + (namespace.isEmpty() ? " in all namespaces" : " in namespace " + namespace),
        rule -> rule.coversNamespace(namespace),
        // What turns out to be in no namespace is asked for without the one that is named.
        false);
  }
}
