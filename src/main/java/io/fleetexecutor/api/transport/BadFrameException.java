package io.fleetexecutor.api.transport;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;

/** A request that is no sequence of gRPC messages, or more than it may be. */
final class BadFrameException extends Exception {
  private final StatusRuntimeException told;

  /**
   * @param reason stable and for programs, in UPPER_SNAKE_CASE
   */
  BadFrameException(Status.Code code, String reason, String description) {
    super(description);
    var info = ErrorInfo.newBuilder().setDomain("fleet.executor").setReason(reason).build();
    this.told =
        StatusProto.toStatusRuntimeException(
            com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(description)
                .addDetails(Any.pack(info))
                .build());
  }

  Status status() {
    return told.getStatus();
  }

  Metadata trailers() {
    return Objects.requireNonNullElseGet(told.getTrailers(), Metadata::new);
  }
}
