package io.fleetexecutor.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a call failed, with every violation that the service named, and what may help. */
record CallErrors(Screen screen) implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    return switch (failure) {
      case OutputClosedException closed -> ExitCode.OUTPUT_CLOSED;
      case StatusRuntimeException status -> tell(status, command);
      default -> throw failure;
    };
  }

  private int tell(StatusRuntimeException failure, CommandLine command) {
    Status status = failure.getStatus();
    com.google.rpc.Status details =
        StatusProto.fromStatusAndTrailers(status, failure.getTrailers());
    Optional<ErrorInfo> info = detail(details, ErrorInfo.class);
    screen.notice(
        Printable.of(
            "error: %s%s: %s"
                .formatted(
                    status.getCode(),
                    info.map(known -> " (" + known.getReason() + ")").orElse(""),
                    message(status))));
    detail(details, BadRequest.class).stream()
        .flatMap(request -> request.getFieldViolationsList().stream())
        .forEach(
            violation ->
                screen.notice(
                    Printable.of("  " + violation.getField() + ": " + violation.getDescription())));
    if (status.getCode() == Status.Code.UNAVAILABLE && info.isEmpty()) {
      Object server = command.getCommandSpec().findOption("--server").getValue();
      screen.notice(
          "No service answers at " + server + ". Is it running? Start it with: fleet serve");
    }
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> ExitCode.USAGE;
      default -> ExitCode.CALL_FAILED;
    };
  }

  private static String message(Status status) {
    String description = Optional.ofNullable(status.getDescription()).orElse("no message");
    return Optional.ofNullable(status.getCause())
        .map(Throwable::getMessage)
        .map(cause -> description + ": " + cause)
        .orElse(description);
  }

  private static <M extends Message> Optional<M> detail(
      com.google.rpc.Status status, Class<M> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException malformed) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
