package io.fleetexecutor.access;

import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a rule has to allow for an operation, as far as that is known before any cluster is asked:
 * what a kind is called in paths each cluster tells, so that resources are checked with every
 * request to it.
 *
 * @param text for people
 */
record Demand(String text, Predicate<Rule> met) {

  boolean isMetBy(Rule rule) {
    return met.test(rule);
  }

  static List<Demand> of(ExecutionSpec spec) {
    String permission = permission(spec);
    return spec.operation() instanceof RawRequest raw
        ? List.of(ofPath(permission, raw.path()))
        : ofNamespaces(permission, namespaces(spec.operation()));
  }

  /** For people. */
  static String permission(ExecutionSpec spec) {
    return Permission.toRun(spec.operation()).text() + (spec.dryRun() ? " (dry run)" : "");
  }

  private static Demand ofPath(String permission, String path) {
    RequestTarget target = RequestTarget.of(path);
    return target == null
        ? new Demand(permission + " of all resources in all namespaces", Rule::isUnrestricted)
        : new Demand(permission + " of " + target, rule -> rule.covers(target));
  }

  private static List<Demand> ofNamespaces(String permission, Set<String> namespaces) {
    return namespaces.stream()
        .map(
            namespace ->
                new Demand(
                    permission
                        + (namespace.isEmpty()
                            ? " in all namespaces"
                            : " in namespace " + namespace),
                    rule -> rule.coversNamespace(namespace)))
        .toList();
  }

  /** Those that are named; an empty one is all of them. */
  private static Set<String> namespaces(Operation operation) {
    return switch (operation) {
      case CheckHealth check -> Set.of();
      case GetResource get -> namespace(get.ref());
      case ListResources list -> list.contextNamespace() ? Set.of() : Set.of(list.namespace());
      case AwaitCondition await -> namespace(await.ref());
      case ApplyManifests apply -> namespaces(apply);
      case PatchResource patch -> namespace(patch.ref());
      case DeleteResource delete -> namespace(delete.ref());
      case ScaleWorkload scale -> namespace(scale.ref());
      case RestartWorkload restart -> namespace(restart.ref());
      case RawRequest raw -> Set.of();
    };
  }

  private static Set<String> namespace(ResourceRef ref) {
    return ref.namespace().isEmpty() ? Set.of() : Set.of(ref.namespace());
  }

  private static Set<String> namespaces(ApplyManifests apply) {
    return apply.manifests().stream()
        .map(Manifest::namespace)
        .map(own -> own.isEmpty() ? apply.namespace() : own)
        .filter(namespace -> !namespace.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
