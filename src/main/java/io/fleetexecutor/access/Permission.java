package io.fleetexecutor.access;

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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody may be permitted to do in a cluster. */
public enum Permission {
  CHECK_HEALTH,
  GET_RESOURCE,
  LIST_RESOURCES,
  AWAIT_CONDITION,
  APPLY_MANIFESTS,
  PATCH_RESOURCE,
  DELETE_RESOURCE,
  SCALE_WORKLOAD,
  RESTART_WORKLOAD,
  /** Raw requests that change nothing. */
  RAW_READ,
  /** Any other; who is given this one is given {@link #RAW_READ}, too. */
  RAW_REQUEST,
  /** To be shown what is in Secrets; else it is redacted. */
  READ_SECRETS,
  /** Of others; one's own are always to be seen. */
  VIEW_EXECUTIONS,
  /** Of others. */
  CANCEL_EXECUTIONS,
  /** Of others. */
  PAUSE_EXECUTIONS,
  /** Of others, and to approve their waves. */
  RESUME_EXECUTIONS;

  /** Whether it is about whole executions, and not about what is in clusters. */
  boolean isOfExecutions() {
    return compareTo(VIEW_EXECUTIONS) >= 0;
  }

  /** The one that it takes to run an operation. */
  public static Permission toRun(Operation operation) {
    return switch (operation) {
      case CheckHealth check -> CHECK_HEALTH;
      case GetResource get -> GET_RESOURCE;
      case ListResources list -> LIST_RESOURCES;
      case AwaitCondition await -> AWAIT_CONDITION;
      case ApplyManifests apply -> APPLY_MANIFESTS;
      case PatchResource patch -> PATCH_RESOURCE;
      case DeleteResource delete -> DELETE_RESOURCE;
      case ScaleWorkload scale -> SCALE_WORKLOAD;
      case RestartWorkload restart -> RESTART_WORKLOAD;
      case RawRequest raw -> raw.isChange() ? RAW_REQUEST : RAW_READ;
    };
  }

  /** Null: there is no such permission. */
  public static @Nullable Permission named(String text) {
    for (Permission permission : values()) {
      if (permission.text().equals(text)) {
        return permission;
      }
    }
    return null;
  }

  /** As policies write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
