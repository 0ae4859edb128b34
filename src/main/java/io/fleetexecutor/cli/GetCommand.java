package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.GetResource;
import io.fleetexecutor.v1.ResourceRef;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads one object. */
@Command(name = "get", description = "Reads one object in each cluster.")
final class GetCommand extends OperationCommand {
  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "1..2",
      paramLabel = "KIND NAME",
      hideParamSyntax = true,
      description = "The object: deployment web, or deployment/web.")
  private List<String> object = List.of();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace (default: that of each cluster's context).")
  private String namespace = "";

  @Mixin private ApiVersionOption apiVersion = new ApiVersionOption();

  GetCommand(SpecAction action) {
    super(action);
  }

  @Override
  ClusterOperation operation() {
    List<String> kindAndName =
        object.size() == 1 ? List.of(object.getFirst().split("/", -1)) : object;
    if (kindAndName.size() != 2 || kindAndName.stream().anyMatch(String::isEmpty)) {
      throw new ParameterException(
          command.commandLine(),
          "'%s' does not name an object; write it as deployment web, or deployment/web"
              .formatted(String.join(" ", object)));
    }
    return ClusterOperation.newBuilder()
        .setGetResource(
            GetResource.newBuilder()
                .setRef(
                    ResourceRef.newBuilder()
                        .setApiVersion(apiVersion.value())
                        .setKind(kindAndName.get(0))
                        .setObjectName(kindAndName.get(1))
                        .setNamespace(namespace)))
        .build();
  }
}
