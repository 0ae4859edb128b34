package io.fleetexecutor.cli;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.RawRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends any request. */
@Command(name = "raw", description = "Sends any request to each cluster's API server.")
final class RawCommand extends OperationCommand {
  /** Either the body itself or where it is. */
  private static final class Body {
    @Option(
        names = {"-d", "--data"},
        paramLabel = "BODY",
        description = "The body of the request.")
    private String data = "";

    @Option(
        names = "--data-file",
        paramLabel = "FILE",
        description = "A file with the body; - is standard input.")
    private String file = "";
  }

  private final InputReader input;

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "METHOD",
      description = "GET, HEAD, OPTIONS, POST, PUT, PATCH or DELETE.")
  private String method = "";

  @Parameters(
      index = "1",
      paramLabel = "PATH",
      description = "Path and query, as in kubectl get --raw: '/api/v1/nodes?limit=1'.")
  private String path = "";

  @ArgGroup private @Nullable Body body;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "Of the body (default: application/json).")
  private String contentType = "";

  RawCommand(SpecAction action, InputReader input) {
    super(action);
    this.input = input;
  }

  @Override
  ClusterOperation operation() {
    return ClusterOperation.newBuilder()
        .setRawRequest(
            RawRequest.newBuilder()
                .setMethod(method.toUpperCase(Locale.ROOT))
                .setPath(path)
                .setBody(body())
                .setContentType(contentType))
        .build();
  }

  private ByteString body() {
    if (body == null) {
      return ByteString.EMPTY;
    }
    return body.file.isEmpty()
        ? ByteString.copyFromUtf8(body.data)
        : ByteString.copyFrom(input.bytes(command.commandLine(), body.file));
  }
}
