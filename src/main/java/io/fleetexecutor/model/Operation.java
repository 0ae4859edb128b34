package io.fleetexecutor.model;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is done in each cluster. */
public sealed interface Operation {

  String DEFAULT_FIELD_MANAGER = "fleet-executor";

  /** Whether it changes anything in a cluster; what does not can be run again at any time. */
  default boolean isChange() {
    return false;
  }

  /** Whether a second run leaves a cluster as the first one did. */
  default boolean isIdempotent() {
    return !isChange();
  }

  /** Whether it may have to wait for something to happen in a cluster. */
  default boolean waits() {
    return false;
  }

  /**
   * Whether it has all that it needs to be run; an outline, or one that cannot be read, has not.
   */
  default boolean isRunnable() {
    return true;
  }

  /** The same without what may be large. */
  default Operation outline() {
    return this;
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

  /**
   * Server-side apply.
   *
   * @param source the documents as the caller wrote them
   * @param manifests the objects in them, in the same order
   * @param namespace of objects that name none; empty: that of the cluster's context
   */
  record ApplyManifests(
      String source,
      List<Manifest> manifests,
      String fieldManager,
      boolean forceConflicts,
      boolean awaitReady,
      String namespace)
      implements Operation {

    public ApplyManifests {
      manifests = List.copyOf(manifests);
    }

    @Override
    public boolean isRunnable() {
      return !manifests.isEmpty();
    }

    @Override
    public ApplyManifests outline() {
      return new ApplyManifests("", List.of(), fieldManager, forceConflicts, awaitReady, namespace);
    }

    @Override
    public boolean isChange() {
      return true;
    }

    @Override
    public boolean isIdempotent() {
      return true;
    }

    @Override
    public boolean waits() {
      return true;
    }
  }

  /**
   * Changes one object.
   *
   * @param source the patch as the caller wrote it
   * @param json the same as JSON
   */
  record PatchResource(
      ResourceRef ref, PatchType type, String source, String json, String fieldManager)
      implements Operation {

    @Override
    public boolean isRunnable() {
      return !json.isEmpty();
    }

    @Override
    public PatchResource outline() {
      return new PatchResource(ref, type, "", "", fieldManager);
    }

    @Override
    public boolean isChange() {
      return true;
    }
  }

  /** How a patch is to be understood. */
  enum PatchType {
    JSON,
    MERGE,
    STRATEGIC_MERGE
  }

  /**
   * Deletes one object.
   *
   * @param awaitDeleted whether to wait until it is gone
   */
  record DeleteResource(
      ResourceRef ref,
      PropagationPolicy propagationPolicy,
      boolean allowMissing,
      boolean awaitDeleted)
      implements Operation {

    @Override
    public boolean isChange() {
      return true;
    }

    @Override
    public boolean isIdempotent() {
      return allowMissing;
    }

    @Override
    public boolean waits() {
      return awaitDeleted;
    }
  }

  /** What becomes of the dependents of what is deleted. */
  enum PropagationPolicy {
    BACKGROUND,
    FOREGROUND,
    ORPHAN
  }

  /** Sets how many replicas a workload has. */
  record ScaleWorkload(ResourceRef ref, int replicaCount, boolean awaitReady) implements Operation {

    @Override
    public boolean isChange() {
      return true;
    }

    @Override
    public boolean isIdempotent() {
      return true;
    }

    @Override
    public boolean waits() {
      return awaitReady;
    }
  }

  /** Replaces the pods of a workload. */
  record RestartWorkload(ResourceRef ref, boolean awaitReady) implements Operation {

    @Override
    public boolean isChange() {
      return true;
    }

    @Override
    public boolean waits() {
      return awaitReady;
    }
  }

  /**
   * Waits until an expression over an object is true.
   *
   * @param pollInterval where the object cannot be watched
   */
  record AwaitCondition(ResourceRef ref, String expression, Duration pollInterval)
      implements Operation {

    @Override
    public boolean waits() {
      return true;
    }
  }

  /**
   * Any request.
   *
   * @param method in upper case
   * @param path with its query, encoded
   * @param contentType empty where there is no body
   * @param body read only
   */
  record RawRequest(String method, String path, String contentType, ByteBuffer body)
      implements Operation {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public RawRequest outline() {
      return new RawRequest(method, path, contentType, ByteBuffer.allocate(0));
    }

    @Override
    public boolean isChange() {
      return !READS.contains(method);
    }
  }
}
