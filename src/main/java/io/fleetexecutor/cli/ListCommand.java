package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ListResources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the objects of a kind. */
@Command(name = "list", description = "Lists the objects of a kind in each cluster.")
final class ListCommand extends OperationCommand {
  /** Either one namespace or all. */
  private static final class Scope {
    @Option(
        names = {"-n", "--namespace"},
        paramLabel = "NAMESPACE",
        description = "The namespace (default: that of each cluster's context).")
    private String namespace = "";

    @Option(
        names = {"-A", "--all-namespaces"},
        description = "Objects of all namespaces.")
    private boolean all;
  }

  @Parameters(
      paramLabel = "KIND",
      description = "Kind, plural or short name: deployments, deploy, deployments.apps.")
  private String kind = "";

  @ArgGroup private @Nullable Scope scope;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description = "Label selector, for example app=web,tier!=cache.")
  private String labelSelector = "";

  @Option(
      names = "--field-selector",
      paramLabel = "SELECTOR",
      description = "Field selector, for example status.phase=Running.")
  private String fieldSelector = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many objects of each cluster.")
  private int limit;

  @Mixin private ApiVersionOption apiVersion = new ApiVersionOption();

  ListCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    String namespace = scope == null ? "" : scope.namespace;
    return ClusterOperation.newBuilder()
        .setListResources(
            ListResources.newBuilder()
                .setApiVersion(apiVersion.value())
                .setKind(kind)
                .setNamespace(namespace)
                .setContextNamespace(namespace.isEmpty() && !allNamespaces())
                .setLabelSelector(labelSelector)
                .setFieldSelector(fieldSelector)
                .setMaxObjectCount(limit))
        .build();
  }

  private boolean allNamespaces() {
    return scope != null && scope.all;
  }
}
