package io.fleetexecutor.access;

import io.fleetexecutor.model.Cluster;

/**
 * Whether something is permitted.
 *
 * @param namespace empty: in all of them, and in none
 * @param resource a plural with its group, as policies write it; empty: all
 */
public record Question(Permission permission, String namespace, String resource, boolean dryRun) {

  /** What a resource has to be. */
  public static final String RESOURCE_RULE = ResourcePattern.RULE;

  /** Whether the text names one resource. */
  public static boolean isResource(String text) {
    return ResourcePattern.isValid(text) && text.indexOf('*') < 0;
  }

  boolean isAnsweredBy(Rule rule, Cluster cluster) {
    return rule.grants(permission, cluster)
        && (!rule.dryRunOnly() || dryRun)
        && (resource.isEmpty()
            ? rule.resources() == null && rule.coversNamespace(namespace)
            : rule.covers(target()));
  }

  private RequestTarget target() {
    int dot = resource.indexOf('.');
    String name = dot < 0 ? resource : resource.substring(0, dot);
    int slash = name.indexOf('/');
    return new RequestTarget(
        dot < 0 ? "" : resource.substring(dot + 1),
        slash < 0 ? name : name.substring(0, slash),
        slash < 0 ? "" : name.substring(slash + 1),
        namespace);
  }
}
