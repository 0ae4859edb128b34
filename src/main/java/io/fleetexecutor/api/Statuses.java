package io.fleetexecutor.api;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import io.fleetexecutor.execution.DrainingException;
import io.fleetexecutor.execution.FailedPreconditionException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.jboss.logging.Logger;

/** Errors as google.rpc.Status, each with an ErrorInfo whose reason is stable. */
final class Statuses {
  static final String DOMAIN = "fleet.executor";
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
              badRequest(invalid.violations()));
      case FailedPreconditionException failed ->
          status(
              Code.FAILED_PRECONDITION,
              message(failed),
              info(failed.reason()),
              preconditionFailure(failed));
      case DrainingException draining ->
          status(Code.UNAVAILABLE, message(draining), info("DRAINING"));
      default -> {
        LOG.error("a call failed", failure);
        yield status(Code.INTERNAL, "internal error of the service", info("INTERNAL"));
      }
    };
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

  private static BadRequest badRequest(List<Violation> violations) {
    BadRequest.Builder request = BadRequest.newBuilder();
    for (Violation violation : violations) {
      request
          .addFieldViolationsBuilder()
          .setField(violation.field())
          .setDescription(violation.description());
    }
    return request.build();
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
