package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.DeleteResource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes one object. */
@Command(name = "delete", description = "Deletes one object in each cluster.")
final class DeleteCommand extends OperationCommand {
  /** In kubectl's words. */
  private enum Cascade {
    BACKGROUND(DeleteResource.PropagationPolicy.PROPAGATION_POLICY_BACKGROUND),
    ORPHAN(DeleteResource.PropagationPolicy.PROPAGATION_POLICY_ORPHAN),
    FOREGROUND(DeleteResource.PropagationPolicy.PROPAGATION_POLICY_FOREGROUND);

    private final DeleteResource.PropagationPolicy policy;

    Cascade(DeleteResource.PropagationPolicy policy) {
      this.policy = policy;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin private final ObjectArgument object = new ObjectArgument();

  @Option(
      names = "--cascade",
      paramLabel = "HOW",
      description =
          "What becomes of its dependents: ${COMPLETION-CANDIDATES} (default: background).")
  private @Nullable Cascade cascade;

  @Option(
      names = "--ignore-not-found",
      description = "A cluster that has no such object succeeds; nothing changes in it.")
  private boolean ignoreNotFound;

  @Option(
      names = "--wait",
      description = "Wait until it is gone, finalizers included, up to --cluster-timeout.")
  private boolean await;

  DeleteCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    DeleteResource.Builder delete =
        DeleteResource.newBuilder()
            .setRef(object.ref())
            .setAllowMissing(ignoreNotFound)
            .setAwaitDeleted(await);
    if (cascade != null) {
      delete.setPropagationPolicy(cascade.policy);
    }
    return ClusterOperation.newBuilder().setDeleteResource(delete).build();
  }
}
