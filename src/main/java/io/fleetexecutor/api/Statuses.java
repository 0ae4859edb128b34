package io.fleetexecutor.api;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.audit.AuditUnavailableException;
import io.fleetexecutor.execution.DrainingException;
import io.fleetexecutor.execution.FailedPreconditionException;
import io.fleetexecutor.execution.LimitExceededException;
import io.fleetexecutor.execution.RequestIdReusedException;
import io.fleetexecutor.execution.Sequence;
import io.fleetexecutor.execution.UnfitPolicyException;
import io.fleetexecutor.log.LogException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Errors as google.rpc.Status, each with an ErrorInfo whose reason is stable. */
public final class Statuses {
  private static final String DOMAIN = "fleet.executor";
  private static final Logger LOG = Logger.getLogger(Statuses.class);

  private Statuses() {}

  /**
   * The status of a call that could not be served; what is not foreseen is logged, and told as
   * INTERNAL.
   */
  static StatusRuntimeException of(Throwable failure) {
    return switch (failure) {
      case StatusRuntimeException status -> status;
      case InvalidRequestException invalid ->
          status(
              Code.INVALID_ARGUMENT,
              message(invalid),
              info("INVALID_REQUEST"),
              Refusals.badRequest(invalid.violations()));
      case UnfitPolicyException unfit ->
          of(
              new InvalidRequestException(
                  unfit.misfits().stream()
                      .map(misfit -> new Violation(misfit.field(), misfit.description()))
                      .toList()));
      case FailedPreconditionException failed ->
          status(
              Code.FAILED_PRECONDITION,
              message(failed),
              info(failed.reason()),
              preconditionFailure(failed));
      case NotPermittedException missing ->
          of(Code.PERMISSION_DENIED, "NOT_PERMITTED", message(missing));
      case RequestIdReusedException reused ->
          of(Code.ALREADY_EXISTS, "REQUEST_ID_REUSED", message(reused));
      case LimitExceededException exceeded -> exhausted(exceeded.reason(), message(exceeded));
      case LogException log -> of(log);
      case UncheckedIOException io -> {
        LOG.error("the log failed", io);
        yield of(Code.UNAVAILABLE, "LOG_UNAVAILABLE", message(io));
      }
      case AuditUnavailableException audit -> {
        LOG.error("nothing can be put on record", audit);
        // Where the audit is kept is nobody's business.
        yield of(Code.UNAVAILABLE, "AUDIT_UNAVAILABLE", "nothing can be put on record");
      }
      case DrainingException draining -> of(Code.UNAVAILABLE, "DRAINING", message(draining));
      default -> {
        LOG.error("a call failed", failure);
        yield of(Code.INTERNAL, "INTERNAL", "internal error of the service");
      }
    };
  }

  private static StatusRuntimeException of(LogException failure) {
    return switch (failure) {
      case LogException.NoSuchExecution missing ->
          of(Code.NOT_FOUND, "EXECUTION_NOT_FOUND", message(missing));
      case LogException.Damaged damaged -> {
        LOG.error(message(damaged), damaged);
        yield of(Code.DATA_LOSS, "LOG_DAMAGED", message(damaged));
      }
      case LogException.Full full -> exhausted("LOG_FULL", message(full));
      case LogException.Closed closed -> of(Code.UNAVAILABLE, "SHUTTING_DOWN", message(closed));
      case LogException.Superseded superseded ->
          of(Code.UNAVAILABLE, "EXECUTION_MOVED", message(superseded));
      case LogException.NotKept notKept ->
          outOfRange(notKept, "EVENTS_NOT_KEPT", "oldest_sequence", notKept.oldest());
      case LogException.NotReached ahead ->
          outOfRange(ahead, "SEQUENCE_NOT_REACHED", "newest_sequence", ahead.newest());
    };
  }

  private static StatusRuntimeException outOfRange(
      LogException failure, String reason, String key, long position) {
    String sequence = Long.toString(Sequence.of(position));
    return status(
        Code.OUT_OF_RANGE,
        "%s; %s is %s".formatted(message(failure), key, sequence),
        info(reason).toBuilder().putMetadata(key, sequence).build());
  }

  /** A status with nothing but its reason: stable and for programs, in UPPER_SNAKE_CASE. */
  public static StatusRuntimeException of(Code code, String reason, String message) {
    return status(code, message, info(reason));
  }

  public static StatusRuntimeException exhausted(String reason, String message) {
    return of(Code.RESOURCE_EXHAUSTED, reason, message);
  }

  /**
   * @param wait after which it is worth to try again
   */
  static StatusRuntimeException exhausted(String reason, String message, Duration wait) {
    return status(
        Code.RESOURCE_EXHAUSTED,
        message,
        info(reason),
        RetryInfo.newBuilder().setRetryDelay(Times.duration(wait)).build());
  }

  private static StatusRuntimeException status(Code code, String message, Message... details) {
    Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static ErrorInfo info(String reason) {
    return ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build();
  }

  private static PreconditionFailure preconditionFailure(FailedPreconditionException failed) {
    return PreconditionFailure.newBuilder()
        .addViolations(
            PreconditionFailure.Violation.newBuilder()
                .setType(failed.reason())
                .setSubject(failed.subject())
                .setDescription(message(failed)))
        .build();
  }
}
