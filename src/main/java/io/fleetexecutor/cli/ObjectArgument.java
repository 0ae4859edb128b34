package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ResourceRef;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The one object that a command is about, named as kubectl does. */
final class ObjectArgument {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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

  @Mixin private final ApiVersionOption apiVersion = new ApiVersionOption();

  ResourceRef ref() {
    List<String> kindAndName =
        object.size() == 1 ? List.of(object.getFirst().split("/", -1)) : object;
    if (kindAndName.size() != 2 || kindAndName.stream().anyMatch(String::isEmpty)) {
      throw new ParameterException(
          command.commandLine(),
          "'%s' does not name an object; write it as deployment web, or deployment/web"
              .formatted(String.join(" ", object)));
    }
    return ResourceRef.newBuilder()
        .setApiVersion(apiVersion.value())
        .setKind(kindAndName.get(0))
        .setObjectName(kindAndName.get(1))
        .setNamespace(namespace)
        .build();
  }
}
