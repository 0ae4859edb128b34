package io.fleetexecutor.model;

/** What is done in each cluster. */
public sealed interface Operation {

  /** Whether it changes anything in a cluster; what does not can be run again at any time. */
  default boolean isChange() {
    return false;
  }

  /** Asks the API server whether it is ready and which version it runs. */
  record CheckHealth() implements Operation {}

  /** Reads one object. */
  record GetResource(ResourceRef ref) implements Operation {}

  /**
   * Reads all objects of a kind, every page of them.
   *
   * @param apiVersion empty: as the cluster's discovery prefers
   * @param kind kind, plural, singular or short name, with or without its group
   * @param namespace empty: all namespaces, unless {@code contextNamespace}
   * @param labelSelector empty: all
   * @param fieldSelector empty: all
   * @param maxObjectCount 0: no limit
   * @param contextNamespace the namespace of each cluster's context
   */
  record ListResources(
      String apiVersion,
      String kind,
      String namespace,
      String labelSelector,
      String fieldSelector,
      int maxObjectCount,
      boolean contextNamespace)
      implements Operation {}
}
