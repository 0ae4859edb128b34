package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be sent to one cluster for one execution, and shown of its answers. */
public final class Clearance {
  /** What operations that are no raw requests use of an object, which belongs to it. */
  private static final Set<String> SUBRESOURCES = Set.of("", "scale");

  private final Caller caller;
  private final Permission permission;
  private final List<Rule> rules;
  private final Extent extent;
  private final boolean showsSecrets;

  /**
   * @param rules those that give the permission in the cluster
   */
  Clearance(
      Caller caller, Permission permission, List<Rule> rules, Extent extent, boolean showsSecrets) {
    this.caller = caller;
    this.permission = permission;
    this.rules = rules;
    this.extent = extent;
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
    RequestTarget target = RequestTarget.of(uri);
    List<Rule> covering = rules.stream().filter(rule -> covers(rule, target)).toList();
    if (covering.stream().anyMatch(rule -> rule.allows(extent))) {
      return null;
    }
    return "%s is not permitted: %s%s"
        .formatted(caller.name(), missing(target), covering.isEmpty() ? "" : " " + extent);
  }

  private boolean covers(Rule rule, @Nullable RequestTarget target) {
    if (permission == Permission.CHECK_HEALTH) {
      return true;
    }
    if (target == null) {
      // Other operations are about resources, whatever path a cluster tells for them.
      return isRaw() && rule.isUnrestricted();
    }
    return (isRaw() || SUBRESOURCES.contains(target.subresource()))
        && rule.covers(isRaw() ? target : target.whole());
  }

  private boolean isRaw() {
    return permission == Permission.RAW_READ || permission == Permission.RAW_REQUEST;
  }

  private String missing(@Nullable RequestTarget target) {
    return target == null
        ? permission.text() + " of all resources in all namespaces"
        : permission.text() + " of " + target;
  }
}
