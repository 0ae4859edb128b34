package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.PatchResource;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Changes one object by a patch. */
@Command(name = "patch", description = "Changes one object in each cluster by a patch.")
final class PatchCommand extends OperationCommand {
  /** Either the patch itself or where it is. */
  private static final class Source {
    @Option(
        names = {"-p", "--patch"},
        paramLabel = "PATCH",
        description = "The patch, in JSON or YAML.")
    private String patch = "";

    @Option(
        names = "--patch-file",
        paramLabel = "FILE",
        description = "A file with the patch; - is standard input.")
    private String file = "";
  }

  /** In kubectl's words. */
  private enum Type {
    JSON(PatchResource.PatchType.PATCH_TYPE_JSON),
    MERGE(PatchResource.PatchType.PATCH_TYPE_MERGE),
    STRATEGIC(PatchResource.PatchType.PATCH_TYPE_STRATEGIC_MERGE);

    private final PatchResource.PatchType type;

    Type(PatchResource.PatchType type) {
      this.type = type;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final InputReader input;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ObjectArgument object = new ObjectArgument();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "strategic",
      description = "${COMPLETION-CANDIDATES} (default: strategic).")
  private Type type = Type.STRATEGIC;

  @Mixin private final FieldManagerOption fieldManager = new FieldManagerOption();

  PatchCommand(SpecAction action, InputReader input) {
    super(action);
    this.input = input;
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setPatchResource(
            PatchResource.newBuilder()
                .setRef(object.ref())
                .setPatchType(type.type)
                .setPatch(patch())
                .setFieldManager(fieldManager.name()))
        .build();
  }

  private String patch() {
    return source.file.isEmpty() ? source.patch : input.text(command.commandLine(), source.file);
  }
}
