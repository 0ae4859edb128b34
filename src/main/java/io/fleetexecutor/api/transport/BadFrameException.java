package io.fleetexecutor.api.transport;

import com.google.rpc.Code;
import io.fleetexecutor.api.Statuses;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;

/** A request that is no sequence of gRPC messages, or more than it may be. */
final class BadFrameException extends Exception {
  private final StatusRuntimeException told;

  /**
   * @param reason stable and for programs, in UPPER_SNAKE_CASE
   */
  BadFrameException(Status.Code code, String reason, String description) {
    super(description);
    this.told = Statuses.of(Code.forNumber(code.value()), reason, description);
  }

  Status status() {
    return told.getStatus();
  }

  Metadata trailers() {
    return Objects.requireNonNullElseGet(told.getTrailers(), Metadata::new);
  }
}
