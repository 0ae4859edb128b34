package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The status of a call that was refused, with its details.
 *
 * @param reason of the ErrorInfo
 * @param metadata of the ErrorInfo
 * @param violations descriptions by field; of a field with several, a line each
 */
record Refusal(
    Status.Code code,
    String message,
    String reason,
    Map<String, String> metadata,
    Map<String, String> violations) {

  /** Makes a call that must be refused. */
  static Refusal of(ThrowingCallable call) {
    return of(Assertions.catchThrowableOfType(StatusRuntimeException.class, call));
  }

  static Refusal of(StatusRuntimeException failure) {
    List<Any> details = Objects.requireNonNull(StatusProto.fromThrowable(failure)).getDetailsList();
    ErrorInfo info = detail(details, ErrorInfo.class, ErrorInfo.getDefaultInstance());
    if (!info.getReason().isEmpty()) {
      assertThat(info.getDomain()).isEqualTo("fleet.executor");
    }
    return new Refusal(
        failure.getStatus().getCode(),
        String.valueOf(failure.getStatus().getDescription()),
        info.getReason(),
        info.getMetadataMap(),
        detail(details, BadRequest.class, BadRequest.getDefaultInstance())
            .getFieldViolationsList()
            .stream()
            .collect(
                Collectors.toMap(
                    BadRequest.FieldViolation::getField,
                    BadRequest.FieldViolation::getDescription,
                    (one, next) -> one + "\n" + next)));
  }

  private static <T extends com.google.protobuf.Message> T detail(
      List<Any> details, Class<T> type, T absent) {
    return details.stream()
        .filter(detail -> detail.is(type))
        .map(
            detail -> {
              try {
                return detail.unpack(type);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .findFirst()
        .orElse(absent);
  }
}
