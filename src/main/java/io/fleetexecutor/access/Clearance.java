package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be sent to one cluster for one execution, and shown of its answers. */
public final class Clearance {
  private final Caller caller;
  private final Permission permission;
  private final List<Rule> rules;
  private final boolean showsSecrets;

  /**
   * @param rules those that give the permission in the cluster
   */
  Clearance(Caller caller, Permission permission, List<Rule> rules, boolean showsSecrets) {
    this.caller = caller;
    this.permission = permission;
    this.rules = rules;
    this.showsSecrets = showsSecrets;
  }

  /** Who wants it. */
  public Caller caller() {
    return caller;
  }

  /** Whether what is in Secrets is shown. */
  public boolean showsSecrets() {
    return showsSecrets;
  }

  /**
   * Why a request may not be sent; null: it may.
   *
   * @param uri its path and query
   */
  public @Nullable String refusal(String uri) {
    if (permission == Permission.CHECK_HEALTH && !rules.isEmpty()) {
      return null;
    }
    RequestTarget target = target(uri);
    boolean permitted =
        rules.stream()
            .anyMatch(rule -> target == null ? rule.isUnrestricted() : rule.covers(target));
    return permitted
        ? null
        : "%s is not permitted: %s"
            .formatted(caller.name(), missing(permission, target == null ? null : target));
  }

  private @Nullable RequestTarget target(String uri) {
    RequestTarget target = RequestTarget.of(uri);
    boolean isRaw = permission == Permission.RAW_READ || permission == Permission.RAW_REQUEST;
    // What other operations use of an object belongs to them.
    return target == null || isRaw ? target : target.whole();
  }

  private static String missing(Permission permission, @Nullable RequestTarget target) {
    return target == null
        ? permission.text() + " of all resources in all namespaces"
        : permission.text() + " of " + target;
  }
}
