package io.fleetexecutor.cli;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.fleetexecutor.cli.token.TokenException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
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
      case TokenException token -> tell(token);
      default -> throw failure;
    };
  }

  /** Returns the exit code that fits. */
  int tell(StatusRuntimeException failure, CommandLine command) {
    Status status = failure.getStatus();
    if (status.getCause() instanceof TokenException token) {
      return tell(token);
    }
    StatusDetails details = StatusDetails.of(failure);
    Optional<ErrorInfo> info = details.find(ErrorInfo.class);
    screen.notice(
        Printable.of(
            "error: %s%s: %s"
                .formatted(
                    status.getCode(),
                    info.map(known -> " (" + known.getReason() + ")").orElse(""),
                    message(status))));
    details
        .find(BadRequest.class)
        .ifPresent(request -> tellViolations(request.getFieldViolationsList(), message(status)));
    info.map(ErrorInfo::getMetadataMap).ifPresent(this::tellKeptEvents);
    if (status.getCode() == Status.Code.NOT_FOUND) {
      screen.notice("See which are kept with: fleet list");
    }
    if (status.getCode() == Status.Code.UNAUTHENTICATED) {
      screen.notice(
          "Log in with fleet login, or give a token: --token-file, --token-command or FLEET_TOKEN");
    }
    if (status.getCode() == Status.Code.UNAVAILABLE && info.isEmpty()) {
      Object server = command.getCommandSpec().findOption("--server").getValue();
      screen.notice(
          "No service answers at " + server + ". Is it running? Start it with: fleet serve");
    }
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, FAILED_PRECONDITION -> ExitCode.USAGE;
      case UNAUTHENTICATED -> ExitCode.UNAUTHENTICATED;
      case PERMISSION_DENIED -> ExitCode.PERMISSION_DENIED;
      default -> ExitCode.CALL_FAILED;
    };
  }

  private int tell(TokenException failure) {
    screen.notice(Printable.of("error: " + failure.getMessage()));
    return ExitCode.UNAUTHENTICATED;
  }

  /** The only one is not told again where it is the message. */
  private void tellViolations(List<BadRequest.FieldViolation> violations, String message) {
    List<String> texts =
        violations.stream()
            .map(violation -> violation.getField() + ": " + violation.getDescription())
            .toList();
    if (!texts.equals(List.of(message))) {
      texts.forEach(text -> screen.notice(Printable.of("  " + text)));
    }
  }

  private void tellKeptEvents(Map<String, String> metadata) {
    String oldest = metadata.get("oldest_sequence");
    if (oldest != null) {
      screen.notice(Printable.of("The oldest event that is kept: --from " + oldest));
    }
    String newest = metadata.get("newest_sequence");
    if (newest != null) {
      screen.notice(Printable.of("The newest event so far: --from " + newest));
    }
  }

  private static String message(Status status) {
    String description = Optional.ofNullable(status.getDescription()).orElse("no message");
    return Optional.ofNullable(status.getCause())
        .map(Throwable::getMessage)
        .map(cause -> description + ": " + cause)
        .orElse(description);
  }
}
