package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ApplyManifests;
import io.fleetexecutor.v1.ClusterOperation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies manifests, on the server's side. */
@Command(
    name = "apply",
    description = "Applies manifests in each cluster, as kubectl apply --server-side does.")
final class ApplyCommand extends OperationCommand {
  private final InputReader input;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description =
          "A file of manifests in YAML or JSON, a directory with *.yaml, *.yml and *.json files, or -"
              + " for standard input; repeatable.")
  private List<String> files = List.of();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Of objects that name none (default: that of each cluster's context).")
  private String namespace = "";

  @Mixin private final FieldManagerOption fieldManager = new FieldManagerOption();

  @Option(
      names = "--force-conflicts",
      description = "Take over fields that other field managers own.")
  private boolean forceConflicts;

  @Mixin private final ReadyOption ready = new ReadyOption();

  ApplyCommand(SpecAction action, InputReader input) {
    super(action);
    this.input = input;
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setApplyManifests(
            ApplyManifests.newBuilder()
                .setManifests(new ManifestFiles(input, command.commandLine()).text(files))
                .setNamespace(namespace)
                .setFieldManager(fieldManager.name())
                .setForceConflicts(forceConflicts)
                .setAwaitReady(ready.await()))
        .build();
  }
}
