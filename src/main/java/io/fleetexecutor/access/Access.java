package io.fleetexecutor.access;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Who may do what, by the policy as it is at the moment. */
public final class Access {
  private final Supplier<Policy> policy;

  Access(Supplier<Policy> policy) {
    this.policy = policy;
  }

  /** Everybody may do everything. */
  public static Access open(boolean showsSecrets) {
    EnumSet<Permission> permissions = EnumSet.allOf(Permission.class);
    if (!showsSecrets) {
      permissions.remove(Permission.READ_SECRETS);
    }
    Rule everything = new Rule(permissions, ClusterScope.ALL, null, null, false, null, null);
    Policy open =
        new Policy(
            List.of(
                new Policy.Binding(
                    List.of(everything),
                    Set.of(Caller.ANONYMOUS.name()),
                    Set.of(Policy.AUTHENTICATED))),
            null);
    return new Access(() -> open);
  }

  /** By a file that is followed. */
  public static Access by(PolicyFile file) {
    return new Access(file::policy);
  }

  public Grants grants(Caller caller) {
    return new Grants(caller, policy.get().rulesOf(caller));
  }

  /** Whether there are any such clusters. */
  public boolean hasApprovalsByAnother() {
    return policy.get().approvedByAnother() != null;
  }

  /** The same of a cluster whose labels are not known any more. */
  public boolean isGoneApprovedByAnother(String cluster) {
    ClusterScope clusters = policy.get().approvedByAnother();
    return clusters != null && clusters.takesName(cluster);
  }

  /** Whether nobody approves a wave of an execution there who started it. */
  public boolean isApprovedByAnother(Cluster cluster) {
    ClusterScope clusters = policy.get().approvedByAnother();
    return clusters != null && clusters.takes(cluster);
  }
}
